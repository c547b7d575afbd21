package dev.seatrial.graph.infer;

import dev.seatrial.graph.model.Kind;
import java.util.Locale;

/**
 * What each program is for, by its image, its annotations and its libraries.
 *
 * @see <a href="https://docs.spring.io/spring-cloud-netflix/docs/2.2.x/reference/html/">Spring Cloud Netflix: Eureka
 *     server, Zuul, Hystrix dashboard, Turbine</a>
 * @see <a href="https://docs.spring.io/spring-cloud-config/reference/server.html">Spring Cloud Config Server</a>
 * @see <a href="https://docs.spring-boot-admin.com/current/getting-started.html">Spring Boot Admin: @EnableAdminServer</a>
 * @see <a href="https://docs.spring.io/spring-security-oauth2-boot/docs/2.6.x/reference/htmlsingle/">Spring Security
 *     OAuth2 Boot: @EnableAuthorizationServer</a>
 */
final class Kinds {

    private Kinds() {}

    /**
     * @see <a href="https://ocelot.readthedocs.io/en/latest/features/routing.html">Ocelot: Routes</a>
     * @see <a href="https://learn.microsoft.com/aspnet/core/fundamentals/servers/yarp/config-files">YARP: Clusters</a>
     */
    private static boolean routes(dev.seatrial.graph.config.Setting setting) {
        return setting.key().matches("(re)?routes\\[\\d+]\\.downstreamhostandports\\[0]\\.host")
                || setting.key().matches("reverseproxy\\.clusters\\..*\\.address");
    }

    /** Whether it keeps data of its own: what routes beside that is still a service. */
    private static boolean stores(Program program) {
        return program.facts != null
                && program.facts.imports().keySet().stream()
                        .anyMatch(i -> i.matches("(javax|jakarta)\\.persistence\\..*"
                                + "|org\\.springframework\\.data\\.(jpa|mongodb|neo4j|cassandra|jdbc|r2dbc)\\..*"));
    }

    static Kind of(Program program) {
        boolean image = !program.built || program.files.isEmpty();
        if (image && Images.kind(program.image).isPresent()) {
            return Images.kind(program.image).get();
        } else if (program.annotated("EnableEurekaServer")) {
            return Kind.DISCOVERY;
        } else if (program.annotated("EnableConfigServer")) {
            return Kind.CONFIGURATION;
        } else if (program.annotated("EnableAuthorizationServer")
                || program.has(
                        "spring-security-oauth2-authorization-server",
                        "spring-boot-starter-oauth2-authorization-server")) {
            return Kind.AUTHORIZATION;
        } else if ((program.annotated("EnableZuulProxy", "EnableZuulServer", "EnableSidecar") && !stores(program))
                || program.has(
                        "spring-cloud-starter-gateway",
                        "spring-cloud-starter-gateway-mvc",
                        "spring-cloud-starter-gateway-server-webflux",
                        "spring-cloud-starter-gateway-server-webmvc")
                || program.settings.own().stream().anyMatch(Kinds::routes)) {
            return Kind.GATEWAY;
        } else if (program.annotated(
                "EnableAdminServer",
                "EnableZipkinServer",
                "EnableZipkinStreamServer",
                "EnableTurbine",
                "EnableTurbineStream")) {
            return Kind.MONITORING;
        } else if (program.annotated("EnableHystrixDashboard")
                && (program.facts == null || program.facts.calls().isEmpty())) {
            return Kind.MONITORING;
        } else if (program.name
                .toLowerCase(Locale.ROOT)
                .matches("((api|edge|web)[-_ ]?)?gateway([-_ ]?(service|server))?")) {
            // a gateway of calls written by hand is still what its makers call it; a payment gateway is none
            return Kind.GATEWAY;
        }
        return Kind.SERVICE;
    }
}
