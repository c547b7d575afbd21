package com.example.shop.spring;

import com.example.shop.chassis.config.Settings;
import com.example.shop.chassis.problem.Problem;
import com.example.shop.chassis.security.PublicKeys;
import com.example.shop.chassis.security.TokenRules;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Bearer tokens on everything but health, metrics and, where they are on, provider states. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    JwtDecoder tokens(Settings settings) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withPublicKey(PublicKeys.parse(settings.required("JWT_PUBLIC_KEY")))
                .signatureAlgorithm(SignatureAlgorithm.RS256)
                .build();
        decoder.setJwtValidator(TokenConfiguration::validate);
        return decoder;
    }

    private static OAuth2TokenValidatorResult validate(Jwt jwt) {
        return TokenRules.violated(
                        jwt.getClaimAsString("iss"),
                        jwt.getAudience(),
                        jwt.getSubject(),
                        jwt.getExpiresAt(),
                        jwt.getNotBefore(),
                        Instant.now())
                .map(wrong -> OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", wrong, null)))
                .orElseGet(OAuth2TokenValidatorResult::success);
    }

    @Bean
    SecurityFilterChain rules(HttpSecurity http, Settings settings) throws Exception {
        String scope = settings.service();
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(
                        requests -> requests.requestMatchers("/livez", "/readyz", "/metrics", "/_pact/**", "/error")
                                .permitAll()
                                .anyRequest()
                                .hasAuthority("SCOPE_" + scope))
                .oauth2ResourceServer(server -> server.jwt(jwt -> {})
                        .authenticationEntryPoint((request, response, e) -> ProblemWriter.write(
                                response,
                                request.getHeader("Authorization") == null
                                        ? Problem.unauthorized("No bearer token came with the request.")
                                        : Problem.unauthorized("The token is not valid.")))
                        .accessDeniedHandler(
                                (request, response, e) -> ProblemWriter.write(response, Problem.forbidden(scope))))
                .build();
    }

    /** Methods nobody knows are answered with 405 by the routes, not with 400 by the firewall. */
    @Bean
    StrictHttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }
}
