package dev.seatrial.graph.infer;

import dev.seatrial.graph.config.Setting;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Kind;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.model.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Discovery, configuration, authorization and monitoring.
 *
 * @see <a href="https://docs.spring.io/spring-cloud-netflix/reference/spring-cloud-netflix.html">Spring Cloud Netflix:
 *     the Eureka client registers when it is on the class path</a>
 * @see <a href="https://docs.spring.io/spring-cloud-config/reference/client.html">Spring Cloud Config Client: default
 *     address, spring.config.import</a>
 */
final class Infrastructure {

    private Infrastructure() {}

    static void in(Program program, Draft draft) {
        discovery(program, draft);
        configuration(program, draft);
        authorization(program, draft);
        tracing(program, draft);
        admin(program, draft);
    }

    static boolean discoveryClient(Program program) {
        boolean library = program.has(
                "spring-cloud-starter-netflix-eureka-client",
                "spring-cloud-starter-eureka",
                "spring-cloud-netflix-eureka-client",
                "spring-cloud-starter-consul-discovery",
                "spring-cloud-starter-consul-all",
                "spring-cloud-starter-alibaba-nacos-discovery",
                "spring-cloud-starter-zookeeper-discovery");
        boolean off = program.settings.is("eureka.client.enabled", "false")
                || (program.settings.is("eureka.client.registerWithEureka", "false")
                        && program.settings.is("eureka.client.fetchRegistry", "false"));
        return !off
                && (library
                        || program.annotated("EnableEurekaClient", "EnableDiscoveryClient")
                        || program.settings.own().stream()
                                .anyMatch(s -> s.key().startsWith("eureka.client.serviceurl")));
    }

    private static void discovery(Program program, Draft draft) {
        if (program.kind == Kind.DISCOVERY || !discoveryClient(program)) {
            return;
        }
        List<Setting> urls = new ArrayList<>(program.settings.below("eureka.client.serviceUrl"));
        // a host alone: made an address, so that it is looked up as one
        List.of(
                        "spring.cloud.consul.host",
                        "spring.cloud.nacos.discovery.serverAddr",
                        "spring.cloud.zookeeper.connectString")
                .forEach(k -> program.settings
                        .all(k)
                        .forEach(s -> urls.add(new Setting(
                                s.key(), s.value().contains("://") ? s.value() : "tcp://" + s.value(), s.place()))));
        toKind(program, urls, Kind.DISCOVERY, EdgeKind.DISCOVERY, draft);
    }

    /** Whether it asks a configuration server, so that what is served to all is served to it. */
    static boolean configurationClient(Program program) {
        return program.has("spring-cloud-starter-config", "spring-cloud-config-client")
                || program.settings.first("spring.cloud.config.uri").isPresent()
                || program.settings.is("spring.cloud.config.discovery.enabled", "true")
                || program.settings.below("spring.config.import").stream()
                        .anyMatch(s -> s.value().contains("configserver:"));
    }

    private static void configuration(Program program, Draft draft) {
        if (!configurationClient(program)
                || program.kind == Kind.CONFIGURATION
                || program.settings.is("spring.cloud.config.enabled", "false")) {
            return;
        }
        List<Setting> urls = program.settings.below("spring.cloud.config.uri");
        if (urls.isEmpty()) {
            urls = program.settings.below("spring.config.import");
        }
        toKind(program, urls, Kind.CONFIGURATION, EdgeKind.CONFIGURATION, draft);
    }

    /** The address, where it leads to something of the kind; else the only one there is. */
    private static void toKind(Program program, List<Setting> urls, Kind kind, EdgeKind edge, Draft draft) {
        boolean any = false;
        for (Setting url : urls) {
            for (String one : url.value().split(",", -1)) {
                String clean = one.replaceFirst("^.*configserver:", "").strip();
                Optional<Program> to =
                        Names.address(clean).flatMap(draft.names::of).filter(p -> p.kind == kind);
                if (to.isPresent()) {
                    draft.edge(program, to.get(), edge, Tier.DECLARED, url.place());
                    any = true;
                }
            }
        }
        if (!any) {
            Place place = urls.isEmpty() ? program.place : urls.get(0).place();
            Tier tier = urls.isEmpty() ? Tier.INFERRED : Tier.DECLARED;
            draft.only(p -> p.kind == kind && (kind != Kind.CONFIGURATION || p.built))
                    .ifPresent(to -> draft.edge(program, to, edge, tier, place));
        }
    }

    /**
     * @see <a href="https://docs.spring.io/spring-security-oauth2-boot/docs/2.6.x/reference/htmlsingle/">Spring Security
     *     OAuth2 Boot: resource server and client settings</a>
     * @see <a href="https://docs.spring.io/spring-security/reference/servlet/oauth2/resource-server/jwt.html">Spring
     *     Security: issuer-uri, jwk-set-uri</a>
     */
    private static void authorization(Program program, Draft draft) {
        boolean resource =
                program.annotated("EnableResourceServer") || program.has("spring-boot-starter-oauth2-resource-server");
        for (String prefix : List.of("security.oauth2.", "spring.security.oauth2.")) {
            for (Setting setting : program.settings.below(prefix)) {
                boolean shared = !program.settings.own().contains(setting);
                if (!shared || resource) {
                    Names.address(setting.value())
                            .flatMap(draft.names::of)
                            .ifPresent(to ->
                                    draft.edge(program, to, EdgeKind.AUTHORIZATION, Tier.DECLARED, setting.place()));
                }
            }
        }
    }

    /**
     * @see <a href="https://docs.spring.io/spring-cloud-sleuth/docs/3.1.x/reference/htmlsingle/">Spring Cloud Sleuth with
     *     Zipkin over HTTP or a broker</a>
     * @see <a href="https://docs.spring.io/spring-boot/reference/actuator/tracing.html">Spring Boot: Tracing</a>
     */
    private static void tracing(Program program, Draft draft) {
        boolean library = program.has(
                "spring-cloud-starter-zipkin",
                "spring-cloud-sleuth-zipkin",
                "zipkin-reporter-brave",
                "opentelemetry-exporter-zipkin");
        boolean overBroker = program.has("spring-cloud-sleuth-stream", "spring-cloud-starter-stream-rabbit")
                || program.settings.first("spring.zipkin.sender.type").isPresent();
        List<Setting> urls = program.settings.all("spring.zipkin.baseUrl");
        if (urls.isEmpty()) {
            urls = program.settings.all("management.zipkin.tracing.endpoint");
        }
        if (program.kind == Kind.MONITORING || (!library && urls.isEmpty())) {
            return;
        }
        Optional<Program> zipkin = draft.only(Infrastructure::tracer);
        if (zipkin.isPresent() && (!overBroker || !urls.isEmpty())) {
            Tier tier = urls.isEmpty() ? Tier.INFERRED : Tier.DECLARED;
            draft.edge(
                    program,
                    zipkin.get(),
                    EdgeKind.MONITORING,
                    tier,
                    urls.isEmpty() ? program.place : urls.get(0).place());
        } else if (!urls.isEmpty()
                && Names.address(urls.get(0).value())
                        .filter(a -> !a.publicName())
                        .isPresent()) {
            Setting url = urls.get(0);
            Program made =
                    draft.resource("zipkin-server", Kind.MONITORING, url.key() + " in " + url.place(), url.place());
            draft.edge(program, made, EdgeKind.MONITORING, Tier.DECLARED, url.place());
        }
    }

    private static boolean tracer(Program program) {
        return program.annotated("EnableZipkinServer", "EnableZipkinStreamServer")
                || Images.base(program.image).contains("zipkin")
                || program.name.equals("zipkin-server");
    }

    /** @see <a href="https://docs.spring-boot-admin.com/current/client-registration.html">Spring Boot Admin: clients</a> */
    private static void admin(Program program, Draft draft) {
        List<Setting> urls = program.settings.below("spring.boot.admin.");
        boolean client = program.has("spring-boot-admin-starter-client");
        if (program.annotated("EnableAdminServer") || (!client && urls.isEmpty())) {
            return;
        }
        Optional<Program> named = urls.stream()
                .flatMap(s -> Names.address(s.value()).flatMap(draft.names::of).stream())
                .filter(p -> p.annotated("EnableAdminServer"))
                .findFirst();
        named.or(() -> draft.only(p -> p.annotated("EnableAdminServer")))
                .ifPresent(to -> draft.edge(
                        program,
                        to,
                        EdgeKind.MONITORING,
                        urls.isEmpty() ? Tier.INFERRED : Tier.DECLARED,
                        urls.isEmpty() ? program.place : urls.get(0).place()));
    }
}
