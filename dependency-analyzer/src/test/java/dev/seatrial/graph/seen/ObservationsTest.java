package dev.seatrial.graph.seen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.graph.config.BadFileException;
import dev.seatrial.graph.model.Comparison;
import dev.seatrial.graph.model.Component;
import dev.seatrial.graph.model.Edge;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Graph;
import dev.seatrial.graph.model.Kind;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.model.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObservationsTest {

    private static final String OTLP = """
            {"resourceSpans":[
              {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"orders-service"}}]},
               "scopeSpans":[{"spans":[
                 {"traceId":"t1","spanId":"a1","kind":3,"attributes":[{"key":"server.address","value":{"stringValue":"10.0.0.7"}}]},
                 {"traceId":"t1","spanId":"a2","kind":3,"attributes":[{"key":"db.system","value":{"stringValue":"postgresql"}},{"key":"server.address","value":{"stringValue":"10.1.1.1"}}]},
                 {"traceId":"t1","spanId":"a3","kind":"SPAN_KIND_PRODUCER","attributes":[{"key":"messaging.system","value":{"stringValue":"kafka"}},{"key":"messaging.destination.name","value":{"stringValue":"order-events"}}]},
                 {"traceId":"t1","spanId":"a4","kind":3,"attributes":[{"key":"url.full","value":{"stringValue":"https://api.example.com/x"}}]}]}]},
              {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"payments"}}]},
               "scopeSpans":[{"spans":[
                 {"traceId":"t1","spanId":"b1","parentSpanId":"a1","kind":2,"attributes":[{"key":"http.request.method","value":{"stringValue":"POST"}},{"key":"http.route","value":{"stringValue":"/payments/{id}"}}]}]}]}]}
            """;

    private static final String ZIPKIN = """
            [{"traceId":"t","id":"1","kind":"CLIENT","localEndpoint":{"serviceName":"orders"}},
             {"traceId":"t","id":"1","shared":true,"kind":"SERVER","localEndpoint":{"serviceName":"payments"},"tags":{"http.method":"GET","http.path":"/payments/4711"}}]
            """;

    private static final String JAEGER = """
            {"data":[{"traceID":"t","processes":{"p1":{"serviceName":"orders"},"p2":{"serviceName":"payments"}},"spans":[
              {"traceID":"t","spanID":"1","processID":"p1","references":[],"tags":[{"key":"span.kind","value":"client"}]},
              {"traceID":"t","spanID":"2","processID":"p2","references":[{"refType":"CHILD_OF","spanID":"1"}],"tags":[{"key":"span.kind","value":"server"},{"key":"rpc.system","value":"grpc"}]}]}]}
            """;

    @TempDir
    private Path folder;

    private Graph files;

    @BeforeEach
    void whatTheFilesTell() {
        Place place = new Place("Orders.java", 3);
        files = new Graph(
                List.of(
                        new Component("orders", Kind.SERVICE, "x"),
                        new Component("payments", Kind.SERVICE, "x"),
                        new Component("stock", Kind.SERVICE, "x"),
                        new Component("orders-db", Kind.DATABASE, "x"),
                        new Component("bus", Kind.BROKER, "x")),
                List.of(
                        Edge.of("orders", "payments", EdgeKind.HTTP, Tier.DECLARED, place),
                        Edge.of("orders", "stock", EdgeKind.HTTP, Tier.DECLARED, place),
                        Edge.of("orders", "orders-db", EdgeKind.DATA_STORE, Tier.DECLARED, place),
                        Edge.of("payments", "bus", EdgeKind.EVENT, Tier.DECLARED, place)),
                List.of(),
                List.of(),
                List.of());
    }

    private Graph with(String text) throws Exception {
        Observations observations = new Observations();
        observations.traces(
                Files.writeString(folder.resolve("traces.json"), text).toString());
        return observations.into(files);
    }

    private static List<String> seen(Graph graph) {
        return graph.edges().stream()
                .filter(e -> e.tier() == Tier.OBSERVED)
                .map(e -> (e.from() + " -> " + e.to() + " " + e.kind().word() + " " + e.method() + " " + e.path() + " "
                                + e.topic())
                        .replaceAll("\\s+", " ")
                        .strip())
                .toList();
    }

    @Test
    void readsOtlpWithCallsStoresAndTopics() throws Exception {
        Graph graph = with(OTLP);
        assertThat(seen(graph))
                .containsExactly(
                        "orders -> bus event order-events",
                        "orders -> orders-db data store",
                        "orders -> payments http POST /payments/{}");
        assertThat(graph.outside())
                .singleElement()
                .satisfies(o -> assertThat(o.host()).isEqualTo("api.example.com"));
        assertThat(graph.observedIn()).containsExactly("traces.json");
    }

    @Test
    void tellsWhatWasDeclaredAndNeverSeenAndWhatWasSeenUndeclared() throws Exception {
        Comparison comparison = Comparison.of(with(OTLP));
        assertThat(comparison.neverSeen())
                .extracting(p -> p.from() + " -> " + p.to())
                .containsExactly("orders -> stock", "payments -> bus");
        assertThat(comparison.undeclared())
                .extracting(p -> p.from() + " -> " + p.to())
                .containsExactly("orders -> bus");
    }

    @Test
    void saysNothingOfKindsOfWhichNothingWasSeen() throws Exception {
        assertThat(Comparison.of(with(ZIPKIN)).neverSeen())
                .extracting(p -> p.from() + " -> " + p.to())
                .containsExactly("orders -> stock");
        assertThat(Comparison.of(files)).isEqualTo(new Comparison(List.of(), List.of()));
    }

    @Test
    void readsZipkinWithSharedSpansAndTurnsNumbersIntoATemplate() throws Exception {
        assertThat(seen(with(ZIPKIN))).containsExactly("orders -> payments http GET /payments/{}");
    }

    @Test
    void readsJaegerAndKnowsGrpc() throws Exception {
        assertThat(seen(with(JAEGER))).containsExactly("orders -> payments grpc");
    }

    @Test
    void readsOneDocumentALine() throws Exception {
        String line = OTLP.replace("\n", " ");
        assertThat(seen(with(line + "\n" + line + "\n"))).hasSize(3);
    }

    @Test
    void aServiceThatNoFileTellsBecomesAComponent() throws Exception {
        Graph graph = with(ZIPKIN.replace("payments\"", "billing\""));
        assertThat(graph.components()).contains(new Component("billing", Kind.SERVICE, "seen in traces.json"));
    }

    @Test
    void readsALedgerOfTheLinkThatTheOptionOrTheFileNames() throws Exception {
        Path rows = Files.writeString(folder.resolve("orders->stock.ndjson"), """
                {"sequence":1,"start":"2026-11-22T10:00:00Z","method":"GET","path":"/stock/12?x=1","status":200,"outcome":"ANSWERED"}
                {"sequence":2,"start":"2026-11-22T10:00:01Z","method":"GET","path":"/stock/13","status":200,"outcome":"ANSWERED"}
                """);
        Observations byName = new Observations();
        byName.ledger(rows.toString());
        assertThat(seen(byName.into(files))).containsExactly("orders -> stock http GET /stock/{}");
        Observations byOption = new Observations();
        byOption.ledger("orders -> orders-db=" + Files.writeString(folder.resolve("rows.ndjson"), """
                {"sequence":1,"start":"2026-11-22T10:00:00Z","protocol":"postgres","outcome":"CLOSED"}
                """));
        assertThat(seen(byOption.into(files))).containsExactly("orders -> orders-db data store");
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        Observations observations = new Observations();
        Path bad = Files.writeString(folder.resolve("bad.json"), "{\"a\": 1,\n\"b\" }");
        Path other = Files.writeString(folder.resolve("other.json"), "{\"a\": 1}");
        assertThatThrownBy(() -> observations.traces("nowhere.json"))
                .isInstanceOf(BadFileException.class)
                .hasMessage("--traces nowhere.json: there is no such file");
        assertThatThrownBy(() -> observations.traces(bad.toString()))
                .hasMessageContaining("line 2, column 5: no valid JSON");
        assertThatThrownBy(() -> observations.traces(other.toString()))
                .hasMessageContaining("no traces: expected OTLP/JSON (\"resourceSpans\"), Zipkin v2");
        assertThatThrownBy(() -> observations.ledger("rows.ndjson"))
                .hasMessageContaining("write --ledger 'orders->payments=rows.ndjson'");
        assertThatThrownBy(() -> observations.ledger("a->b=" + other))
                .hasMessageContaining("line 1: no row of a ledger");
    }
}
