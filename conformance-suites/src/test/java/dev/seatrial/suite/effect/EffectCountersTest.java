package dev.seatrial.suite.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.HttpProbe.Request;
import dev.seatrial.environment.RunningResource;
import dev.seatrial.fixture.MemoryTopics;
import dev.seatrial.fixture.PaperVoyage;
import dev.seatrial.link.Endpoint;
import dev.seatrial.link.Fault;
import dev.seatrial.link.LinkId;
import dev.seatrial.link.LinkProvider;
import dev.seatrial.link.LinkProvider.LinkNetwork;
import dev.seatrial.link.LinkProvider.Protocol;
import dev.seatrial.suite.access.AccessException;
import dev.seatrial.suite.access.Databases;
import dev.seatrial.suite.access.Topics;
import dev.seatrial.suite.request.Call;
import dev.seatrial.target.EventChannel;
import dev.seatrial.target.Operation.Effect;
import dev.seatrial.target.Program;
import dev.seatrial.target.Resource;
import dev.seatrial.target.Resource.Kind;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class EffectCountersTest {

    private static final Call CALL =
            new Call(Request.of("POST", URI.create("http://a.test/")), Map.of("ref", "r 1"), "t".repeat(32));
    private static final Effect.Topic PLACED = new Effect.Topic("placed", "/order/ref", "ref");

    private final MemoryTopics topics = new MemoryTopics();

    @Test
    void countsRowsByAQuery() throws Exception {
        Effect.Sql sql = new Effect.Sql("db", "select count(*) from t where r = :ref and k = :key");
        EffectCounter counter = counters(answer("3.0"), topics).open(sql, voyage(200, ""));
        assertThat(counter.count(CALL, "k1")).isEqualTo(3);
        assertThat(counter.scoped()).isTrue();
        assertThat(counter.members()).isEqualTo(Set.of("ref", "key"));
        assertThat(counter.describe()).isEqualTo("select count(*) from t where r = :ref and k = :key (on db)");
        assertThat(counters(answer("1"), topics)
                        .open(new Effect.Sql("db", "select 1"), voyage(200, ""))
                        .scoped())
                .isFalse();
        for (String wrong : List.of("1.5", "many", "")) {
            assertThatThrownBy(() -> counters(answer(wrong), topics)
                            .open(new Effect.Sql("db", "select 1"), voyage(200, ""))
                            .count(CALL, "k"))
                    .isInstanceOf(EffectUncountable.class)
                    .hasMessage(
                            "the effect's query on \"db\" gives \"" + wrong + "\", which is no whole number: select 1");
        }
        assertThatThrownBy(() -> counters(refusing(), topics)
                        .open(new Effect.Sql("db", "select 1"), voyage(200, ""))
                        .count(CALL, "k"))
                .isInstanceOf(EffectUncountable.class)
                .hasMessage("denied");
    }

    @Test
    void countsByARequestBesideAllLinks() throws Exception {
        Effect.Http http = new Effect.Http("a", "/count?ref=:ref&key=:key", "/n");
        PaperVoyage voyage = voyage(200, "{\"n\": 4}");
        EffectCounter counter = counters(answer(""), topics).open(http, voyage);
        assertThat(counter.count(CALL, "k 1")).isEqualTo(4);
        assertThat(voyage.sent().get(0).url()).isEqualTo("http://direct.a.test/count?ref=r%201&key=k%201");
        assertThat(voyage.sent().get(0).requestHeaders()).containsEntry("Authorization", "Bearer paper");
        assertThat(counter.scoped()).isTrue();
        assertThat(counter.members()).isEqualTo(Set.of("ref", "key"));
        assertThat(counter.describe()).isEqualTo("GET /count?ref=:ref&key=:key at \"/n\" (of a)");
        assertThat(http(200, "{\"n\": [1, 2]}").count(CALL, "k")).isEqualTo(2);
        assertThat(http(200, "{\"n\": []}").scoped()).isFalse();
        String asked = "the counting request GET /count to \"a\" was ";
        uncountable(http(0, ""), asked + "not answered: nobody answered");
        uncountable(http(301, "{\"n\": 1}"), asked + "answered 301 instead of 2xx");
        uncountable(http(200, "{"), asked + "not answered with JSON");
        uncountable(http(200, "{}"), asked + "answered with nothing at \"/n\"");
        uncountable(http(200, "{\"n\": 1.5}"), asked + "answered with neither a whole number nor an array at \"/n\"");
    }

    private EffectCounter http(int status, String body) throws EffectUncountable {
        return counters(answer(""), topics).open(new Effect.Http("a", "/count", "/n"), voyage(status, body));
    }

    private static void uncountable(EffectCounter counter, String why) {
        assertThatThrownBy(() -> counter.count(CALL, "k"))
                .isInstanceOf(EffectUncountable.class)
                .hasMessage(why);
    }

    @Test
    void countsTheEventsThatNameTheRequest() throws Exception {
        topics.publish("placed", Map.of(), event("r 1"));
        EffectCounter counter = counters(answer(""), topics).open(PLACED, voyage(200, ""));
        assertThat(counter.count(CALL, "k")).isZero();
        topics.publish("placed", Map.of(), event("r 1"));
        topics.publish("placed", Map.of(), event("other"));
        topics.publish("placed", Map.of(), "no JSON");
        topics.publish("placed", Map.of(), "{\"order\": {\"ref\": {\"r 1\": 1}}}");
        topics.publish("elsewhere", Map.of(), event("r 1"));
        assertThat(counter.count(CALL, "k")).isEqualTo(1);
        topics.publish("placed", Map.of(), event("r 1"));
        assertThat(counter.count(CALL, "k")).isEqualTo(2);
        assertThat(counter.scoped()).isTrue();
        assertThat(counter.members()).isEqualTo(Set.of("ref"));
        assertThat(counter.describe()).isEqualTo("events on placed whose /order/ref is the request's ref");
        uncountable(
                counters(answer(""), topics).open(new Effect.Topic("placed", "/x", "none"), voyage(200, "")),
                "the effect on topic \"placed\" needs the member \"none\" of the request body, which has none of that"
                        + " name");
    }

    @Test
    void readsATopicToItsEndAndLetsItGo() throws Exception {
        Pages pages = new Pages(List.of(List.of(message(event("r 1"))), List.of(message(event("r 1")), tombstone())));
        EffectCounter counter = counters(answer(""), pages).open(PLACED, voyage(200, ""));
        assertThat(counter.count(CALL, "k")).isEqualTo(2);
        counter.close();
        assertThat(pages.closed).isTrue();
        uncountable(counter, "the broker went away");
    }

    @Test
    void countsTheRequestsOverALink() throws Exception {
        LinkProvider provider =
                java.util.ServiceLoader.load(LinkProvider.class).findFirst().orElseThrow();
        try (LinkNetwork network = provider.open()) {
            var link = network.open(new LinkId("a", "b"), new Endpoint("127.0.0.1", 0), Protocol.HTTP);
            link.apply(new Fault.Answer(Fault.HttpSelector.all(), 200, "text/plain", "ours", Duration.ofMinutes(1)));
            send(link.listen(), "a".repeat(32));
            LinkEffects counter = new LinkEffects(link);
            assertThat(counter.count(CALL, "k")).isZero();
            assertThat(counter.scoped()).isTrue();
            send(link.listen(), "a".repeat(32));
            assertThat(counter.count(CALL, "k")).isZero();
            Call traced = new Call(CALL.request(), CALL.members(), "a".repeat(32));
            assertThat(counter.count(traced, "k")).isEqualTo(1);
            assertThat(counter.scoped()).isTrue();
            send(link.listen(), "");
            assertThat(counter.count(traced, "k")).isEqualTo(2);
            assertThat(counter.count(CALL, "k")).isEqualTo(1);
            assertThat(counter.scoped()).isFalse();
            assertThat(counter.members()).isEmpty();
            assertThat(counter.describe()).isEqualTo("requests on the link a -> b");
        }
    }

    /** Sends a request over a link that answers it itself, and waits for the answer. */
    private static void send(Endpoint to, String trace) throws Exception {
        try (java.net.Socket socket = new java.net.Socket(to.host(), to.port())) {
            String header = trace.isEmpty() ? "" : "traceparent: 00-" + trace + "-" + "b".repeat(16) + "-01\r\n";
            socket.getOutputStream()
                    .write(("GET /x HTTP/1.1\r\nHost: b\r\n" + header + "\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
    }

    @Test
    void saysWhatTheEnvironmentLacks() {
        PaperVoyage voyage = voyage(200, "");
        assertThatThrownBy(() -> counters(answer(""), topics).open(new Effect.Calls("a", "b"), voyage))
                .isInstanceOf(EffectUncountable.class)
                .hasMessage("there is no link a -> b in this environment");
        assertThatThrownBy(() -> counters(answer(""), topics).open(new Effect.Topic("none", "/x", "ref"), voyage))
                .isInstanceOf(EffectUncountable.class)
                .hasMessage("the topic \"none\" of the effect is not among the target's events; declare it there");
        assertThatThrownBy(() ->
                        counters(answer(""), new Pages(List.of()).refusing()).open(PLACED, voyage))
                .isInstanceOf(EffectUncountable.class)
                .hasMessage("no such topic");
        voyage.without();
        for (Effect effect : List.of(new Effect.Sql("db", "select 1"), PLACED, new Effect.Calls("a", "b"))) {
            assertThatThrownBy(() -> counters(answer(""), topics).open(effect, voyage))
                    .isInstanceOf(EffectUncountable.class)
                    .hasMessageMatching("the environment \"paper\" lacks .+, which the (sql|topic|link) effect needs;"
                            + " declare another effect, such as http:");
        }
    }

    private static String event(String reference) {
        return "{\"order\": {\"ref\": \"" + reference + "\"}}";
    }

    private static Topics.Message message(String text) {
        return new Topics.Message("placed", 0, 0, Map.of(), Optional.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Topics.Message tombstone() {
        return new Topics.Message("placed", 0, 1, Map.of(), Optional.empty());
    }

    private static EffectCounters counters(Databases databases, Topics topics) {
        return new EffectCounters(databases, topics);
    }

    private static PaperVoyage voyage(int status, String body) {
        Function<Request, Exchange> answers = request -> PaperVoyage.answer(request, status, Map.of(), body);
        return new PaperVoyage(
                Target.of(Path.of("/"), "paper")
                        .withServices(Service.of("a", new Program.Command(List.of("x")), 80))
                        .withResources(Resource.of("db", Kind.POSTGRES, "16"), Resource.of("bus", Kind.KAFKA, "4"))
                        .withEvents(new EventChannel(
                                "placed",
                                "bus",
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                EventChannel.Envelope.NONE)),
                answers);
    }

    private static Databases answer(String value) {
        return new Values(value, false);
    }

    private static Databases refusing() {
        return new Values("", true);
    }

    private record Values(String value, boolean refuses) implements Databases {
        @Override
        public String value(RunningResource database, String sql, Map<String, String> parameters) {
            if (refuses) {
                throw new AccessException("denied");
            }
            return value;
        }

        @Override
        public List<Session> sessions(RunningResource database) {
            throw new UnsupportedOperationException();
        }
    }

    /** A topic that gives its messages page by page. */
    private static final class Pages implements Topics, Topics.Reader {

        private final List<List<Message>> pages;
        private boolean refuses;
        private boolean closed;

        Pages(List<List<Message>> pages) {
            this.pages = new ArrayList<>(pages);
        }

        Pages refusing() {
            refuses = true;
            return this;
        }

        @Override
        public Reader tail(RunningResource broker, String topic) {
            if (refuses) {
                throw new AccessException("no such topic");
            }
            return this;
        }

        @Override
        public List<Message> poll(Duration atMost) {
            if (closed) {
                throw new AccessException("the broker went away");
            }
            return pages.isEmpty() ? List.of() : pages.remove(0);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
