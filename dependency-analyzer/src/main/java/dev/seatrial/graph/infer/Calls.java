package dev.seatrial.graph.infer;

import dev.seatrial.graph.config.Setting;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Kind;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.model.Tier;
import dev.seatrial.graph.model.Warning;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceFacts.Call;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Edges over HTTP and gRPC: from calls in Java, from addresses in the configuration, and from routes. */
final class Calls {

    /** Settings whose address is of infrastructure; {@link Infrastructure} knows them. */
    private static final Set<String> TAKEN = Set.of(
            "eureka.",
            "spring.cloud.",
            "spring.config.",
            "spring.zipkin",
            "management.",
            "spring.boot.admin",
            "spring.datasource",
            "spring.data.",
            "spring.rabbitmq",
            "spring.kafka",
            "spring.redis",
            "zuul.routes",
            "security.oauth2",
            "spring.security.oauth2",
            "logging.",
            "spring.jpa",
            "spring.mail",
            "spring.r2dbc",
            "spring.elasticsearch",
            "springdoc.",
            "info.",
            "cors",
            "kafka.");

    private Calls() {}

    static void in(Program program, Draft draft) {
        SourceFacts facts = program.facts;
        if (facts != null) {
            facts.calls().forEach(c -> call(program, c, draft));
        }
        program.settings.own().forEach(s -> configured(program, s, draft));
        routes(program, draft);
    }

    private static void call(Program program, Call call, Draft draft) {
        Optional<Names.Address> address = Names.address(call.target());
        String path = call.path();
        Optional<Program> to;
        if (address.isPresent()) {
            to = draft.names
                    .of(address.get())
                    .or(() -> elsewhere(program, address.get().host(), draft));
            path = address.get().path().isEmpty() ? path : query(address.get().path()) + path;
        } else {
            String name = call.target().replaceAll("[:/].*", "");
            to = draft.names.named(name).or(() -> elsewhere(program, name, draft));
        }
        if (to.isPresent()) {
            EdgeKind kind = kind(program, to.get());
            draft.edge(
                    program,
                    to.get(),
                    kind == EdgeKind.HTTP ? call.kind() : kind,
                    Tier.DECLARED,
                    call.place(),
                    call.method(),
                    path,
                    "");
            if (!call.method().isEmpty() || call.declarative()) {
                draft.called.add(new Endpoints.Called(to.get(), call.method(), path, call.place()));
            }
        } else if (address.isPresent() && address.get().publicName()) {
            if (!call.method().isEmpty() || call.declarative() || call.kind() == EdgeKind.GRPC) {
                draft.outside(program, address.get().host(), call.place());
            }
        } else if (call.declarative()
                || address.filter(a -> a.known() && !a.here()).isPresent()) {
            draft.warnings.add(new Warning(
                    call.place(), "calls '" + Names.safe(call.target()) + "', a name that no component bears"));
        }
    }

    /**
     * Where the caller's own configuration says that a name is to be found.
     *
     * @see <a href="https://docs.spring.io/spring-cloud-netflix/docs/2.2.x/reference/html/#spring-cloud-ribbon-without-eureka">
     *     Ribbon: name.ribbon.listOfServers</a>
     * @see <a href="https://docs.spring.io/spring-cloud-commons/reference/spring-cloud-commons/common-abstractions.html#simplediscoveryclient">
     *     Spring Cloud Commons: SimpleDiscoveryClient</a>
     * @see <a href="https://quarkus.io/guides/stork-reference">Quarkus: Stork, address-list, application, k8s</a>
     * @see <a href="https://learn.microsoft.com/dotnet/core/extensions/service-discovery">.NET: service discovery, Services
     *     section</a>
     */
    private static Optional<Program> elsewhere(Program program, String name, Draft draft) {
        String stork = "quarkus.stork." + name + ".service-discovery.";
        return Stream.of(
                        name + ".ribbon.listOfServers",
                        "spring.cloud.discovery.client.simple.instances." + name + "[0].uri",
                        stork + "address-list",
                        stork + "application",
                        "services." + name + ".http[0]",
                        "services." + name + ".https[0]")
                .flatMap(k -> program.settings.all(k).stream())
                .map(s -> s.value().replaceFirst("[,;].*", ""))
                .flatMap(v -> Names.address(v.contains("://") ? v : "http://" + v).flatMap(draft.names::of).stream())
                .findFirst();
    }

    private static String query(String path) {
        return path.replaceAll("[?#].*", "");
    }

    /** What is called decides: a gateway passes on, and an address of a store is no call. */
    static EdgeKind kind(Program from, Program to) {
        if (from.kind == Kind.GATEWAY && to.kind == Kind.SERVICE) {
            return EdgeKind.GATEWAY;
        }
        return switch (to.kind) {
            case DATABASE -> EdgeKind.DATA_STORE;
            case BROKER -> EdgeKind.EVENT;
            case MONITORING -> EdgeKind.MONITORING;
            case CONFIGURATION -> EdgeKind.CONFIGURATION;
            case DISCOVERY -> EdgeKind.DISCOVERY;
            case AUTHORIZATION -> EdgeKind.AUTHORIZATION;
            case SERVICE, GATEWAY, OTHER -> EdgeKind.HTTP;
        };
    }

    /** Whether a framework reads the setting itself. */
    static boolean framework(String key) {
        return TAKEN.stream().anyMatch(key::startsWith) || key.startsWith("spring.") || key.startsWith("server.");
    }

    /** Whether a setting is an address of no framework's own, so that it counts here. */
    static boolean reads(Setting setting, String value) {
        return TAKEN.stream().noneMatch(setting.key()::startsWith)
                && value.matches("(?i)(https?|lb|stork|grpc|static|dns|discovery)://.*");
    }

    /** Schemes that only targets of gRPC have. */
    private static EdgeKind spoken(String url, EdgeKind kind) {
        return kind == EdgeKind.HTTP && url.matches("(?i)(grpc|static|dns|discovery)://.*") ? EdgeKind.GRPC : kind;
    }

    private static void configured(Program program, Setting setting, Draft draft) {
        String value = program.settings.resolve(setting.value());
        if (!reads(setting, value)) {
            return;
        }
        Optional<Names.Address> address = Names.address(value);
        Optional<Program> to = address.flatMap(a -> draft.names.of(a).or(() -> elsewhere(program, a.host(), draft)));
        if (to.isPresent() && value.startsWith("stork:") && draft.joined(program, to.get())) {
            return; // the name that a client's code was already followed by
        }
        if (to.isPresent()) {
            draft.edge(
                    program,
                    to.get(),
                    spoken(value, kind(program, to.get())),
                    Tier.DECLARED,
                    setting.place(),
                    "",
                    query(address.get().path()),
                    "");
        } else if (address.filter(Names.Address::publicName).isPresent()) {
            draft.outside(program, address.get().host(), setting.place());
        } else if (address.filter(a -> a.host().contains("${")).isPresent()) {
            draft.warnings.add(new Warning(
                    setting.place(),
                    "unresolved: the address in '" + setting.key() + "' needs '"
                            + address.get().host() + "', which has no value in the files"));
        }
    }

    /**
     * Routes of gateways.
     *
     * @see <a href="https://docs.spring.io/spring-cloud-gateway/reference/spring-cloud-gateway-server-webflux/configuration.html">
     *     Spring Cloud Gateway: routes</a>
     * @see <a href="https://docs.spring.io/spring-cloud-netflix/docs/2.2.x/reference/html/#router-and-filter-zuul">Zuul:
     *     routes name a serviceId, a url, or are named after the service</a>
     */
    private static void routes(Program program, Draft draft) {
        for (Setting setting : program.settings.below("spring.cloud.gateway.")) {
            if (setting.key().matches(".*routes\\[\\d+]\\.uri")) {
                route(program, setting, setting.value(), draft);
            }
        }
        if (program.kind != Kind.GATEWAY) {
            return;
        }
        for (Setting setting : program.settings.below("zuul.routes.")) {
            String key = setting.key().substring("zuul.routes.".length());
            if (key.endsWith(".serviceid") || key.endsWith(".url")) {
                route(program, setting, setting.value(), draft);
            } else if (!key.contains(".") || key.endsWith(".path")) {
                draft.names
                        .named(key.replace(".path", ""))
                        .ifPresent(to -> draft.edge(program, to, EdgeKind.GATEWAY, Tier.DECLARED, setting.place()));
            }
        }
        discovered(program, draft);
    }

    private static void route(Program program, Setting setting, String target, Draft draft) {
        Optional<Program> to =
                target.contains("://") ? Names.address(target).flatMap(draft.names::of) : draft.names.named(target);
        if (to.isPresent()) {
            draft.edge(program, to.get(), EdgeKind.GATEWAY, Tier.DECLARED, setting.place());
        } else if (!target.toLowerCase(Locale.ROOT).startsWith("forward:")) {
            draft.warnings.add(new Warning(
                    setting.place(), "a route to '" + Names.safe(target) + "', a name that no component bears"));
        }
    }

    /** A client of a configuration server for which no file of that server's was found. */
    private static boolean configuredElsewhere(Program program) {
        return program.has("spring-cloud-starter-config", "spring-cloud-config-client") && !program.served;
    }

    /** Zuul routes every discovered service unless told not to; Spring Cloud Gateway only when told to. */
    private static void discovered(Program program, Draft draft) {
        boolean zuul = program.annotated("EnableZuulProxy", "EnableSidecar")
                && program.settings.below("zuul.").stream()
                        .noneMatch(s -> s.key().startsWith("zuul.ignoredservices")
                                || s.key().startsWith("zuul.routes"));
        boolean locator = program.settings.below("spring.cloud.gateway.").stream()
                .anyMatch(s -> s.key().endsWith("discovery.locator.enabled")
                        && s.value().equals("true"));
        if (zuul && configuredElsewhere(program)) {
            draft.warnings.add(new Warning(
                    program.place,
                    program.name + " may route to more: its configuration server's files are not among those read"));
        } else if (zuul || locator) {
            for (Program to : draft.programs) {
                if (to.kind == Kind.SERVICE && Infrastructure.discoveryClient(to)) {
                    Place place = program.facts == null
                            ? program.place
                            : program.facts
                                    .annotations()
                                    .getOrDefault(
                                            "EnableZuulProxy",
                                            program.facts.annotations().getOrDefault("EnableSidecar", program.place));
                    draft.edge(program, to, EdgeKind.GATEWAY, Tier.INFERRED, place);
                }
            }
        }
    }
}
