package dev.seatrial.graph.infer;

import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Kind;
import dev.seatrial.graph.model.Tier;
import dev.seatrial.graph.source.SourceFacts.Connection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stores and brokers that a program's own code opens.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING">PostgreSQL: connection
 *     strings</a>
 * @see <a href="https://learn.microsoft.com/dotnet/framework/data/adonet/connection-strings">ADO.NET: connection
 *     strings</a>
 * @see <a href="https://pkg.go.dev/github.com/go-sql-driver/mysql#readme-dsn-data-source-name">Go MySQL: DSN</a>
 */
final class Connections {

    private static final Set<String> BROKERS = Set.of("kafka", "rabbitmq", "celery", "nats", "jms");

    private static final Pattern URL = Pattern.compile("(?s)[\\w+]+://(?:[^@/]*@)?([\\w.-]+).*");
    private static final Pattern WORDS =
            Pattern.compile("(?is).*\\b(?:host|server|data source|hostname)\\s*=\\s*(?:tcp:)?([\\w.-]+).*");
    private static final Pattern TCP = Pattern.compile("(?s).*@?tcp\\(([\\w.-]+)(?::\\d+)?\\).*");
    private static final Pattern PLAIN = Pattern.compile("([\\w.-]+)(:\\d+)?(,.*)?");

    private static final Map<String, String> IMAGES = Map.of(
            "postgresql",
            "postgres",
            "mongodb",
            "mongo",
            "redis",
            "redis",
            "mysql",
            "mysql",
            "kafka",
            "kafka",
            "rabbitmq",
            "rabbit",
            "sqlserver",
            "mssql");

    private Connections() {}

    static void in(Program program, Draft draft) {
        if (program.facts == null) {
            return;
        }
        for (Connection connection : program.facts.connections()) {
            Optional<Program> to = host(connection.address()).flatMap(draft.names::named);
            String database = Names.address(connection.address())
                    .map(Names.Address::database)
                    .orElse("");
            if (BROKERS.contains(connection.technology())) {
                broker(program, connection, to, draft);
            } else if (to.filter(p -> p.kind == Kind.DATABASE || p.kind == Kind.OTHER || !p.built)
                    .isPresent()) {
                draft.edge(program, to.get(), EdgeKind.DATA_STORE, Tier.DECLARED, connection.place(), "", database, "");
            } else {
                only(connection, draft)
                        .or(() -> Optional.of(draft.resource(
                                "database-" + program.name,
                                Kind.DATABASE,
                                "opened in " + connection.place(),
                                connection.place())))
                        .ifPresent(p -> draft.edge(program, p, EdgeKind.DATA_STORE, Tier.INFERRED, connection.place()));
            }
        }
    }

    /** Messages make the edges; a connection without any makes one. */
    private static void broker(Program program, Connection connection, Optional<Program> to, Draft draft) {
        boolean speaks = program.facts != null
                && program.facts.messages().stream().anyMatch(m -> m.broker().equals(connection.technology()));
        if (!speaks) {
            to.or(() -> only(connection, draft))
                    .ifPresent(p -> draft.edge(program, p, EdgeKind.EVENT, Tier.DECLARED, connection.place()));
        }
    }

    /** The only component with an image of the technology. */
    private static Optional<Program> only(Connection connection, Draft draft) {
        String image = IMAGES.getOrDefault(
                connection.technology().toLowerCase(Locale.ROOT),
                connection.technology().toLowerCase(Locale.ROOT));
        return image.isEmpty()
                ? Optional.empty()
                : draft.only(p -> Images.base(p.image).contains(image));
    }

    /** The broker that the code opens, as far as its address tells. */
    static Optional<Program> broker(Program program, String technology, Draft draft) {
        return program.facts == null
                ? Optional.empty()
                : program.facts.connections().stream()
                        .filter(c -> c.technology().equals(technology))
                        .flatMap(c -> host(c.address()).stream())
                        .flatMap(h -> draft.names.named(h).stream())
                        .findFirst();
    }

    static Optional<String> host(String address) {
        for (Pattern form : List.of(URL, TCP, WORDS, PLAIN)) {
            Matcher matcher = form.matcher(address);
            if (matcher.matches()) {
                return Optional.of(matcher.group(1));
            }
        }
        return Optional.empty();
    }
}
