package dev.seatrial.chaos.link;

import static dev.seatrial.chaos.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.chaos.link.Http2Peers.Answer;
import dev.seatrial.chaos.link.Http2Peers.Consumer;
import dev.seatrial.chaos.link.Http2Peers.Reply;
import dev.seatrial.link.ActiveFault;
import dev.seatrial.link.Fault;
import dev.seatrial.link.Fault.HttpSelector;
import dev.seatrial.link.LedgerEntry;
import dev.seatrial.link.LedgerEntry.Outcome;
import dev.seatrial.link.LinkProvider.Protocol;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults hit single streams of cleartext HTTP/2; the others on their connection go on, header tables and windows included. */
class Http2FaultTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final HttpSelector HIT = path("/hit");

    private LinkRig rig;
    private Http2Peers peers;
    private Consumer consumer;

    @BeforeEach
    void open() throws Exception {
        rig = new LinkRig(Protocol.HTTP);
        peers = new Http2Peers();
        rig.link.connectTo(peers.endpoint());
        consumer = peers.connect(rig.link.listen());
        assertThat(get("/before").body()).startsWith("/before v");
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
        peers.close();
    }

    private static HttpSelector path(String prefix) {
        return new HttpSelector(Optional.empty(), Optional.of(prefix), Optional.empty(), Optional.empty());
    }

    private Answer ask(String path, int body) {
        return consumer.exchange(
                body == 0 ? "GET" : "POST", path, Map.of("x-seen", "v", "x-request-id", path), new byte[body]);
    }

    private Reply get(String path) throws Exception {
        return ask(path, 0).whole().get(20, TimeUnit.SECONDS);
    }

    /** Fields that are in the tables by now, and more data than a window holds, still pass in both directions. */
    private void expectTheRestUnharmed() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(get("/rest/" + i).body()).isEqualTo("/rest/" + i + " v");
            Reply large = get("/length/100000");
            assertThat(large.body()).hasSize(100_000);
            assertThat(large.fields())
                    .containsEntry("x-path", "/length/100000 v")
                    .containsEntry("x-sum", "0");
            assertThat(ask("/post/" + i, 100_000)
                            .whole()
                            .get(20, TimeUnit.SECONDS)
                            .body())
                    .isEqualTo("/post/" + i + " v");
        }
    }

    private LedgerEntry.Http row(String path) {
        return eventually(
                        () -> rig.link.ledger().requestsSince(new dev.seatrial.link.Ledger.Mark(0)).stream()
                                .filter(r -> r.path().equals(path) && r.took().isPresent())
                                .toList(),
                        rows -> !rows.isEmpty())
                .get(0);
    }

    @Test
    void answersTheFirstOnesItself() throws Exception {
        ActiveFault fault = rig.link.apply(new Fault.Answer(
                new HttpSelector(Optional.of("POST"), Optional.of("/hit"), Optional.of(2), Optional.empty()),
                503,
                "text/plain",
                "no",
                LONG));
        for (int i = 0; i < 2; i++) {
            Reply reply = ask("/hit/" + i, 200_000).whole().get(20, TimeUnit.SECONDS);
            assertThat(reply.body()).isEqualTo("no");
            assertThat(reply.fields())
                    .containsEntry(":status", "503")
                    .containsEntry("content-type", "text/plain")
                    .containsEntry("content-length", "2");
        }
        assertThat(get("/hit/get").body()).startsWith("/hit/get");
        assertThat(ask("/hit/3", 9).whole().get(20, TimeUnit.SECONDS).body()).startsWith("/hit/3");
        assertThat(fault.hits()).isEqualTo(2);
        assertThat(peers.seen()).doesNotContain("/hit/0 v 200000").contains("/hit/3 v 9");
        assertThat(row("/hit/0").outcome()).isEqualTo(Outcome.FAULTED);
        assertThat(row("/hit/0").fault()).contains("Answer");
        assertThat(row("/hit/0").status()).contains(503);
        assertThat(row("/hit/0").requestBytes()).isGreaterThan(200_000);
        assertThat(row("/hit/0").responseBytes()).isBetween(20L, 200L);
        expectTheRestUnharmed();
    }

    @Test
    void answersManyTimesWithoutUsingUpTheConnectionsWindow() throws Exception {
        rig.link.apply(new Fault.Answer(HIT, 200, "text/plain", "x".repeat(20_000), LONG));
        for (int i = 0; i < 20; i++) {
            assertThat(get("/hit/" + i).body()).hasSize(20_000);
            assertThat(get("/length/30000").body()).hasSize(30_000);
        }
        expectTheRestUnharmed();
    }

    @Test
    void answersGrpcCallsWithTheirOwnStatus() throws Exception {
        rig.link.apply(new Fault.Answer(path("/stock.Stock/"), 503, "text/plain", "busy: 100 %", Optional.of(8), LONG));
        Map<String, String> grpc = Map.of("content-type", "application/grpc+proto", "te", "trailers");
        Reply reply = consumer.exchange("POST", "/stock.Stock/Get", grpc, new byte[5])
                .whole()
                .get(20, TimeUnit.SECONDS);
        assertThat(reply.fields())
                .containsEntry(":status", "200")
                .containsEntry("grpc-status", "8")
                .containsEntry("grpc-message", "busy: 100 %25");
        assertThat(row("/stock.Stock/Get").grpcStatus()).contains(8);
        assertThat(get("/stock.Stock/Get").fields()).as("no gRPC call").containsEntry(":status", "503");
        expectTheRestUnharmed();
    }

    @Test
    void hitsEveryNthAndTheseAttempts() throws Exception {
        ActiveFault second = rig.link.apply(new Fault.Answer(HIT.withAttempts(2), 500, "text/plain", "", LONG));
        assertThat(get("/hit").fields()).containsEntry(":status", "200");
        assertThat(get("/hit").fields()).containsEntry(":status", "500");
        assertThat(get("/hit").fields()).containsEntry(":status", "200");
        second.close();
        rig.link.apply(new Fault.Answer(
                new HttpSelector(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(3)),
                500,
                "text/plain",
                "",
                LONG));
        List<String> statuses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            statuses.add(get("/a").fields().get(":status"));
        }
        assertThat(statuses).containsExactly("200", "200", "500", "200", "200", "500");
    }

    @Test
    void garbageIsNoAnswer() throws Exception {
        ActiveFault fault = rig.link.apply(new Fault.Garbage(HIT, 100, LONG));
        Answer answer = ask("/hit", 0);
        eventually(fault::hits, hits -> hits == 1);
        eventually(() -> answer.whole().isDone() || answer.length() == 100, done -> done);
        assertThat(answer.fields()).doesNotContainKey(":status");
        assertThat(row("/hit").outcome()).isEqualTo(Outcome.FAULTED);
        expectTheRestUnharmed();
    }

    @Test
    void hangsUntilTheFaultEnds() throws Exception {
        ActiveFault fault = rig.link.apply(new Fault.Hang(HIT, LONG));
        Answer answer = ask("/hit", 100_000);
        eventually(fault::hits, hits -> hits == 1);
        expectTheRestUnharmed();
        assertThat(answer.whole()).isNotDone();
        fault.close();
        assertThatThrownBy(() -> answer.whole().get(20, TimeUnit.SECONDS)).hasMessageContaining("reset 2");
        assertThat(peers.seen()).noneMatch(r -> r.startsWith("/hit"));
        assertThat(row("/hit").outcome()).isEqualTo(Outcome.FAULTED);
        expectTheRestUnharmed();
    }

    @Test
    void dropsTheAnswerAfterTheProviderActed() throws Exception {
        ActiveFault fault = rig.link.apply(new Fault.DropResponse(path("/length/50000"), LONG));
        for (int i = 0; i < 5; i++) { // more than the windows hold: what is dropped is given back to the provider
            Answer answer = ask("/length/50000", 10);
            assertThatThrownBy(() -> answer.whole().get(20, TimeUnit.SECONDS)).hasMessageContaining("reset 2");
        }
        assertThat(fault.hits()).isEqualTo(5);
        assertThat(peers.seen()).contains("/length/50000 v 10");
        assertThat(row("/length/50000").status()).contains(200);
        assertThat(row("/length/50000").outcome()).isEqualTo(Outcome.FAULTED);
        assertThat(row("/length/50000").responseBytes()).isZero();
        expectTheRestUnharmed();
    }

    @Test
    void hitsByTheAnswersStatus() throws Exception {
        ActiveFault fault =
                rig.link.apply(new Fault.DropResponse(HttpSelector.all().withStatus(404, 404), LONG));
        assertThatThrownBy(() -> get("/missing")).isInstanceOf(ExecutionException.class);
        assertThat(fault.hits()).isEqualTo(1);
        assertThat(row("/missing").status()).contains(404);
        expectTheRestUnharmed();
    }

    @Test
    void truncatesInAnOrderlyWay() throws Exception {
        ActiveFault fault = rig.link.apply(new Fault.Truncate(path("/unknown/"), 20_000, LONG));
        for (int i = 0; i < 3; i++) {
            Reply reply = get("/unknown/60000");
            assertThat(reply.body()).hasSize(20_000);
            assertThat(reply.fields()).doesNotContainKey("x-sum");
        }
        assertThat(get("/unknown/20000").fields()).containsEntry("x-sum", "0");
        assertThat(fault.hits()).isEqualTo(3);
        assertThat(row("/unknown/60000").outcome()).isEqualTo(Outcome.FAULTED);
        assertThat(row("/unknown/20000").outcome()).isEqualTo(Outcome.COMPLETE);
        expectTheRestUnharmed();
    }

    @Test
    void sendsHalfABodyAndFallsSilent() throws Exception {
        ActiveFault fault = rig.link.apply(new Fault.HalfBody(path("/length/40000"), LONG));
        Answer answer = ask("/length/40000", 0);
        eventually(answer::length, n -> n == 20_000);
        eventually(fault::hits, hits -> hits == 1);
        expectTheRestUnharmed();
        assertThat(answer.whole()).isNotDone();
        assertThat(answer.length()).isEqualTo(20_000);
        fault.close();
        assertThatThrownBy(() -> answer.whole().get(20, TimeUnit.SECONDS)).hasMessageContaining("reset 2");
        rig.link.apply(new Fault.HalfBody(path("/unknown/"), LONG));
        Answer unknown = ask("/unknown/10", 0);
        eventually(unknown::length, n -> n == 5);
    }

    @Test
    void slowsSingleAnswersAndLetsOthersOvertakeThem() throws Exception {
        ActiveFault fault = rig.link.apply(new Fault.SlowAnswer(path("/length/30000"), LONG, Duration.ZERO, LONG));
        Answer slow = ask("/length/30000", 0);
        eventually(fault::hits, hits -> hits == 1);
        assertThat(get("/a").body()).startsWith("/a");
        assertThat(slow.fields()).isEmpty();
        fault.close();
        Reply reply = slow.whole().get(20, TimeUnit.SECONDS);
        assertThat(reply.body()).hasSize(30_000);
        assertThat(reply.fields()).containsEntry("x-sum", "0");
        assertThat(row("/length/30000").outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(row("/length/30000").fault()).contains("SlowAnswer");
        expectTheRestUnharmed();
    }

    @Test
    void slowAnswersComeByThemselves() throws Exception {
        rig.link.apply(new Fault.SlowAnswer(HIT, Duration.ofMillis(100), Duration.ZERO, LONG));
        long start = System.nanoTime();
        assertThat(get("/hit").body()).startsWith("/hit");
        assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(99));
    }

    @Test
    void tricklesABodyByteByByte() throws Exception {
        ActiveFault fault = rig.link.apply(new Fault.Trickle(path("/length/"), Duration.ofMillis(5), LONG));
        long start = System.nanoTime();
        assertThat(get("/length/20").fields()).containsEntry("x-sum", "0");
        assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(95));
        Answer slow = ask("/length/50000", 0);
        eventually(slow::length, n -> n > 2);
        assertThat(get("/a").body()).startsWith("/a");
        fault.close();
        assertThat(slow.whole().get(20, TimeUnit.SECONDS).body()).hasSize(50_000);
        assertThat(fault.hits()).isEqualTo(2);
        expectTheRestUnharmed();
    }

    @Test
    void duplicatesRequests() throws Exception {
        ActiveFault fault = rig.link.apply(new Fault.Duplicate(HIT, LONG));
        assertThat(ask("/hit", 100_000).whole().get(20, TimeUnit.SECONDS).body())
                .startsWith("/hit");
        eventually(fault::hits, hits -> hits == 1);
        assertThat(peers.seen().stream().filter("/hit v 100000"::equals)).hasSize(2);
        expectTheRestUnharmed();
    }

    @Test
    void aFaultThatHasHealedBeforeTheAnswerComesLeavesItAlone() throws Exception {
        ActiveFault fault = rig.link.apply(new Fault.DropResponse(path("/held"), LONG));
        Answer answer = ask("/held", 0);
        eventually(peers::seen, seen -> seen.contains("/held v 0"));
        fault.close();
        peers.release();
        assertThat(answer.whole().get(20, TimeUnit.SECONDS).body()).isEqualTo("/held v");
        assertThat(fault.hits()).isZero();
        assertThat(row("/held").outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(row("/held").fault()).isEmpty();
    }

    @Test
    void aConsumerThatGivesUpIsNotHeldUp() throws Exception {
        ActiveFault fault = rig.link.apply(new Fault.SlowAnswer(HIT, LONG, Duration.ZERO, LONG));
        Answer slow = ask("/hit", 0);
        eventually(fault::hits, hits -> hits == 1);
        slow.giveUp();
        assertThat(row("/hit").outcome()).isEqualTo(Outcome.CONSUMER_GONE);
        expectTheRestUnharmed();
        fault.close();
        ActiveFault hang = rig.link.apply(new Fault.Hang(path("/hang"), LONG));
        Answer hanging = ask("/hang", 0);
        eventually(hang::hits, hits -> hits == 1);
        hanging.giveUp();
        expectTheRestUnharmed();
    }

    @Test
    void hitsStreamsOfAConnectionThatWasUpgraded() throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        URI uri = URI.create("http://" + rig.link.listen() + "/hit");
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).version())
                .isEqualTo(HttpClient.Version.HTTP_2);
        ActiveFault fault = rig.link.apply(new Fault.Answer(HttpSelector.first(1), 503, "text/plain", "no", LONG));
        HttpResponse<String> hit = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(hit.statusCode()).isEqualTo(503);
        assertThat(hit.body()).isEqualTo("no");
        assertThat(hit.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .startsWith("/hit");
        assertThat(fault.hits()).isEqualTo(1);
    }
}
