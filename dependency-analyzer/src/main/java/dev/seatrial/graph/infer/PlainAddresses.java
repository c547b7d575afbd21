package dev.seatrial.graph.infer;

import dev.seatrial.graph.config.Setting;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Tier;
import dev.seatrial.graph.source.SourceFacts;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings that name another component by its host alone, or by host and port, where no code or framework's rule told of
 * it: {@code CATALOG_ADDR=catalog:3550}.
 *
 * @see <a href="https://12factor.net/backing-services">The Twelve-Factor App: backing services are attached by a locator
 *     in the configuration</a>
 * @see <a href="https://ocelot.readthedocs.io/en/latest/features/routing.html">Ocelot: DownstreamHostAndPorts</a>
 */
final class PlainAddresses {

    private static final Pattern KEY = Pattern.compile(
            ".*(addr|address|addrs|host|hosts|hostname|url|uri|endpoint|server|servers|target|broker|brokers|service|nodes)(\\[0])?");
    private static final Pattern SCHEME =
            Pattern.compile("(?i)(?!https?:|jdbc:)[a-z][a-z0-9+._-]*://[A-Za-z][^\\s{}$]*");
    private static final Pattern VALUE = Pattern.compile("([A-Za-z][\\w.-]*)(?::(\\d{2,5}))?(?:[,/].*)?");

    private PlainAddresses() {}

    static void in(Program program, Draft draft) {
        for (Setting setting : program.settings.own()) {
            String key = setting.key();
            if (!Calls.framework(key) && named(program, setting, draft)) {
                continue;
            }
            if (!KEY.matcher(key).matches() || Calls.framework(key)) {
                continue;
            }
            Matcher value = VALUE.matcher(program.settings.resolve(setting.value()));
            if (!value.matches()) {
                continue;
            }
            Optional<Program> to = draft.names.named(value.group(1));
            // a word without a port is an address only where the key says host
            boolean says = value.group(2) != null || key.matches(".*(host|hostname|addr|address|downstream.*)");
            if (to.isPresent() && says && to.get() != program && !draft.joined(program, to.get())) {
                EdgeKind kind = Calls.kind(program, to.get());
                boolean grpc = kind == EdgeKind.HTTP && value.group(2) != null && speaksGrpc(program);
                draft.edge(program, to.get(), grpc ? EdgeKind.GRPC : kind, Tier.DECLARED, setting.place());
            }
        }
    }

    /**
     * A connection string of .NET, and a URL whose scheme is no web address: {@code amqp://broker:5672}.
     *
     * @see <a href="https://learn.microsoft.com/ef/core/miscellaneous/connection-strings">EF Core: connection strings</a>
     */
    private static boolean named(Program program, Setting setting, Draft draft) {
        String value = program.settings.resolve(setting.value());
        boolean string = setting.key().startsWith("connectionstrings");
        if (!string && !SCHEME.matcher(value).matches()) {
            return false;
        }
        Optional<Program> to = Connections.host(value).flatMap(draft.names::named);
        if (to.isPresent() && !draft.joined(program, to.get())) {
            draft.edge(program, to.get(), Calls.kind(program, to.get()), Tier.DECLARED, setting.place());
        }
        return to.isPresent();
    }

    /** Whether its code, or its build, has a library of gRPC: an address over HTTP would bear its scheme. */
    private static boolean speaksGrpc(Program program) {
        SourceFacts facts = program.facts;
        return program.dependencies.stream().anyMatch(d -> d.contains("grpc"))
                || (facts != null
                        && facts.imports().keySet().stream()
                                .anyMatch(i -> i.toLowerCase(Locale.ROOT).contains("grpc")))
                || program.files.stream().anyMatch(f -> f.name().matches(".*(_grpc\\.pb\\.go|_pb2_grpc\\.py)"));
    }
}
