package dev.seatrial.graph.code;

import dev.seatrial.graph.code.Value.Call;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.source.SourceFacts.Connection;
import dev.seatrial.graph.source.SourceFacts.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Transports of Nest's microservices: whom a client is registered for, what a server listens to.
 *
 * @see <a href="https://docs.nestjs.com/microservices/basics">Nest: Microservices (TCP), ClientsModule</a>
 * @see <a href="https://docs.nestjs.com/microservices/rabbitmq">Nest: RabbitMQ (urls, queue)</a>
 * @see <a href="https://docs.nestjs.com/microservices/kafka">Nest: Kafka (client.brokers)</a>
 * @see <a href="https://docs.nestjs.com/microservices/grpc">Nest: gRPC (url)</a>
 */
final class NestMessages {

    private static final Set<String> CLIENTS =
            Set.of("ClientsModule.register", "ClientProxyFactory.create", "Client", "ClientsModule.registerAsync");
    private static final Set<String> SERVERS = Set.of("createMicroservice", "connectMicroservice");

    private final Code code;

    private NestMessages(Code code) {
        this.code = code;
    }

    static void in(Code code) {
        NestMessages nest = new NestMessages(code);
        for (CodeFile file : code.files()) {
            for (Call call : file.calls) {
                String written = Names.written(call.callee());
                boolean client = CLIENTS.contains(written);
                if (client || SERVERS.contains(call.last())) {
                    nest.tables(call).forEach(t -> nest.transport(t, client, call));
                }
            }
        }
    }

    /** Every table with a transport, in lists and functions that give one too. */
    private List<Value.Table> tables(Call call) {
        List<Value.Table> found = new ArrayList<>();
        call.arguments().forEach(a -> gather(a.value(), found, 0));
        return found;
    }

    private void gather(Value value, List<Value.Table> found, int depth) {
        Value known = code.names.origin(value);
        if (depth > 5) {
            return;
        } else if (known instanceof Value.Table table) {
            if (table.get("transport").isPresent()) {
                found.add(table);
            } else {
                table.entries().forEach(e -> gather(e.value(), found, depth + 1));
            }
        } else if (known instanceof Value.Items items) {
            items.items().forEach(i -> gather(i, found, depth + 1));
        } else if (known instanceof Value.Lambda lambda) {
            lambda.scope().returned.forEach(r -> gather(r, found, depth + 1));
        }
    }

    private void transport(Value.Table table, boolean client, Call call) {
        String transport = table.get("transport")
                .map(Names::written)
                .map(Translator::lastName)
                .orElse("");
        Value.Table options = table.get("options").flatMap(code::table).orElse(new Value.Table(List.of(), call.line()));
        switch (transport) {
            case "TCP" -> {
                if (client) {
                    String host = text(options, "host");
                    String port = text(options, "port");
                    if (host.matches("[\\w.-]+")) {
                        code.call(
                                "http://" + host + (port.matches("\\d+") ? ":" + port : ""),
                                "",
                                EdgeKind.HTTP,
                                code.place(call));
                    }
                }
            }
            case "GRPC" -> {
                String url = text(options, "url");
                if (client && url.matches("[\\w.-]+(:\\d+)?")) {
                    code.call("grpc://" + url, "", EdgeKind.GRPC, code.place(call));
                }
            }
            case "RMQ" -> {
                options.get("urls").map(code::each).orElse(List.of("")).forEach(u -> opens("rabbitmq", u, call));
                says("rabbitmq", text(options, "queue"), client, call);
            }
            case "KAFKA" -> {
                Optional<Value.Table> kafka = options.get("client").flatMap(code::table);
                kafka.flatMap(k -> k.get("brokers"))
                        .map(code::each)
                        .orElse(List.of(""))
                        .forEach(b -> opens("kafka", b, call));
                says("kafka", "", client, call);
            }
            case "REDIS" -> opens("redis", text(options, "host"), call);
            case "NATS" ->
                options.get("servers").map(code::each).orElse(List.of("")).forEach(s -> opens("nats", s, call));
            default -> {}
        }
    }

    private String text(Value.Table options, String key) {
        String text = options.get(key).map(code.values::text).orElse("");
        return text.contains(CodeValues.UNKNOWN) ? "" : text;
    }

    private void opens(String technology, String address, Call call) {
        String known = address.contains(CodeValues.UNKNOWN) ? "" : address;
        code.facts.connections().add(new Connection(technology, known, code.place(call)));
    }

    private void says(String broker, String topic, boolean produces, Call call) {
        code.facts.messages().add(new Message(broker, topic, produces, code.place(call)));
    }
}
