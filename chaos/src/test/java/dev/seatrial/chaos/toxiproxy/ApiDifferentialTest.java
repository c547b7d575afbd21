package dev.seatrial.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our API and the original's, given the same calls, give the same answers. */
@Tag("toxiproxy")
class ApiDifferentialTest {

    private static final int CALLS = Integer.getInteger("seatrial.differential.calls", 120);

    private record Call(String method, String path, String body) {}

    private static IntStream seeds() {
        int count = Integer.getInteger("seatrial.differential.seeds", 8);
        return IntStream.rangeClosed(1, count);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void answersGeneratedCallsAlike(int seed) throws Exception {
        try (RealToxiproxy real = RealToxiproxy.start();
                ApiServer ours = ApiServer.start(ApiServer.Settings.standard())) {
            Caller realCaller = new Caller(real.api());
            Caller ourCaller = new Caller(ours.listen());
            int realPort = freePort();
            int ourPort = freePort();
            realCaller.name(realPort, "FIXED");
            ourCaller.name(ourPort, "FIXED");
            Random random = new Random(seed);
            List<String> said = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                Call call = generate(random);
                String expected = realCaller.call(
                        call.method(), call.path(), call.body().replace("{FIXED}", String.valueOf(realPort)));
                String actual = ourCaller.call(
                        call.method(), call.path(), call.body().replace("{FIXED}", String.valueOf(ourPort)));
                said.add(call.method() + " " + call.path() + " " + call.body());
                assertThat(actual)
                        .as("seed %s, the last of these calls:%n%s", seed, String.join("\n", said))
                        .isEqualTo(expected);
            }
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static String one(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }

    private static Call generate(Random random) {
        String proxy = one(random, "a", "b", "c<&>", "ü", "nobody");
        String path = "/proxies/" + proxy.replace("<&>", "%3C%26%3E").replace("ü", "%C3%BC");
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> new Call("POST", "/proxies", broken(random, proxy(random, proxy)));
            case 3 -> new Call("GET", "/proxies", "");
            case 4 -> new Call("GET", path, "");
            case 5 -> new Call("DELETE", path, "");
            case 6 -> new Call(one(random, "POST", "PATCH"), path, broken(random, proxy(random, proxy)));
            case 7, 8, 9 -> new Call("POST", path + "/toxics", broken(random, toxic(random)));
            case 10 -> new Call("GET", path + "/toxics", "");
            case 11 ->
                new Call(
                        one(random, "GET", "DELETE", "GET"),
                        path + "/toxics/" + one(random, "t", "latency_downstream", "x"),
                        "");
            case 12 ->
                new Call(
                        one(random, "PATCH", "POST"),
                        path + "/toxics/" + one(random, "t", "latency_downstream", "timeout_upstream"),
                        update(random));
            case 13 ->
                new Call(
                        "POST", "/populate", broken(random, "[" + proxy(random, "a") + "," + proxy(random, "b") + "]"));
            case 14 -> new Call("POST", "/reset", "");
            default ->
                new Call(
                        one(random, "GET", "PUT", "HEAD", "DELETE", "OPTIONS"),
                        one(
                                random,
                                "/",
                                "/nope",
                                "/proxies/",
                                "/proxies/a/",
                                "/proxies/a/toxics/",
                                "/proxies/a/b",
                                "/populate",
                                "/reset",
                                "/proxies",
                                "/proxies/a/toxics/t/u",
                                "//proxies",
                                "/a/../proxies",
                                "/proxies/a%2Fb",
                                "/metrics",
                                "/proxies/./a"),
                        "");
        };
    }

    private static String proxy(Random random, String name) {
        List<String> members = new ArrayList<>();
        if (random.nextInt(10) > 0) {
            members.add("\"" + one(random, "name", "name", "Name") + "\":"
                    + one(random, quote(name), quote(name), "5", "null", "\"\""));
        }
        if (random.nextInt(10) > 0) {
            members.add("\"listen\":"
                    + one(
                            random,
                            "\"localhost:0\"",
                            "\"127.0.0.1:0\"",
                            "\":0\"",
                            "\"[::1]:0\"",
                            "\"127.0.0.1:{FIXED}\"",
                            "\"\"",
                            "\"nope\"",
                            "\"1.2.3.4:0\"",
                            "\"127.0.0.1:99999\"",
                            "\"::1:0\"",
                            "null",
                            "[]",
                            "\"127.0.0.1:{FIXED}\"",
                            "\"127.0.0.1:0\"",
                            "\"[::1\"",
                            "\"127.0.0.1:abc\""));
        }
        if (random.nextInt(10) > 0) {
            members.add("\"upstream\":" + one(random, "\"localhost:1\"", "\"localhost:2\"", "\"x\"", "\"\"", "{}"));
        }
        if (random.nextInt(3) == 0) {
            members.add("\"" + one(random, "enabled", "ENABLED") + "\":" + one(random, "true", "false", "null", "1"));
        }
        if (random.nextInt(5) == 0) {
            members.add("\"unknown\":" + one(random, "[1,{\"a\":null}]", "1.5e3", "\"\\u00e9\\n\""));
        }
        return "{" + String.join(",", members) + "}";
    }

    private static String toxic(Random random) {
        List<String> members = new ArrayList<>();
        String type = one(
                random,
                "latency",
                "timeout",
                "slow_close",
                "limit_data",
                "reset_peer",
                "noop",
                "wrong",
                "bandwidth",
                "");
        if (random.nextInt(12) > 0) {
            members.add("\"type\":" + quote(type));
        }
        if (random.nextInt(3) == 0) {
            members.add("\"name\":" + one(random, "\"t\"", "\"x\"", "\"\"", "1", "null", "\"<b>\\u2028\""));
        }
        if (random.nextInt(2) == 0) {
            members.add("\"stream\":"
                    + one(
                            random,
                            "\"upstream\"",
                            "\"downstream\"",
                            "\"UpStream\"",
                            "\"\"",
                            "null",
                            "\"sideways\"",
                            "3"));
        }
        if (random.nextInt(3) == 0) {
            members.add("\"toxicity\":" + toxicity(random));
        }
        if (random.nextInt(3) > 0) {
            members.add("\"attributes\":" + attributes(random));
        }
        return "{" + String.join(",", members) + "}";
    }

    private static String toxicity(Random random) {
        return one(
                random,
                "1",
                "0.5",
                "0.1",
                "0",
                "1e-7",
                "1e22",
                "1e40",
                "-1",
                "0.333333333",
                "\"x\"",
                "null",
                "16777217");
    }

    private static String attributes(Random random) {
        return one(
                random,
                "{}",
                "null",
                "5",
                "[]",
                "{\"latency\":100}",
                "{\"latency\":100,\"jitter\":-5}",
                "{\"latency\":\"x\"}",
                "{\"LATENCY\":7}",
                "{\"latency\":1.5}",
                "{\"latency\":1e3}",
                "{\"timeout\":20}",
                "{\"timeout\":99999999999999999999}",
                "{\"delay\":10}",
                "{\"bytes\":true}",
                "{\"bytes\":10}",
                "{\"rate\":10}",
                "{\"rate\":null}",
                "{\"other\":{\"deep\":[1]}}");
    }

    /** An update whose second member does not fit would be half taken by the original: a deliberate difference. */
    private static String update(Random random) {
        return one(
                random,
                "{}",
                "null",
                "[]",
                "{\"toxicity\":" + toxicity(random) + "}",
                "{\"attributes\":" + attributes(random) + "}",
                "{\"name\":\"new\",\"type\":\"new\"}",
                "",
                "{\"a\"");
    }

    private static String broken(Random random, String json) {
        if (random.nextInt(8) > 0) {
            return json;
        }
        int at = random.nextInt(json.length() + 1);
        return switch (random.nextInt(3)) {
            case 0 -> json.substring(0, at);
            case 1 ->
                json.substring(0, at)
                        + one(random, "x", "\"", "}", ",", "\\", "\n", "'", "\u0001", "0", "-")
                        + json.substring(at);
            default -> json + one(random, " ", "x", "{}", "]");
        };
    }

    private static String quote(String text) {
        return "\"" + text + "\"";
    }

    @Test
    void theListOfDeliberateDifferencesIsWholeAndShort() throws Exception {
        try (RealToxiproxy real = RealToxiproxy.start();
                ApiServer ours = ApiServer.start(ApiServer.Settings.standard())) {
            Caller theirs = new Caller(real.api());
            Caller own = new Caller(ours.listen());
            for (Caller caller : List.of(theirs, own)) {
                caller.call(
                        "POST", "/proxies", "{\"name\":\"p\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"localhost:1\"}");
            }
            String slicer = "{\"type\":\"slicer\"}";
            assertThat(theirs.call("POST", "/proxies/p/toxics", slicer)).startsWith("200 ");
            assertThat(own.call("POST", "/proxies/p/toxics", slicer))
                    .isEqualTo(
                            "400 text/plain; charset=utf-8 {\"error\":\"bad request body: slicer: average_size must be"
                                    + " positive\",\"status\":400}\n");
            String rate = "{\"type\":\"bandwidth\",\"attributes\":{\"rate\":-1}}";
            assertThat(theirs.call("POST", "/proxies/p/toxics", rate)).startsWith("200 ");
            assertThat(own.call("POST", "/proxies/p/toxics", rate))
                    .startsWith("400 ")
                    .contains("rate must not be negative");
            String half = "{\"attributes\":{\"latency\":5,\"jitter\":\"x\"}}";
            for (Caller caller : List.of(theirs, own)) {
                caller.call("POST", "/proxies/p/toxics", "{\"type\":\"latency\"}");
                assertThat(caller.call("PATCH", "/proxies/p/toxics/latency_downstream", half))
                        .startsWith("400 ");
            }
            assertThat(theirs.call("GET", "/proxies/p/toxics/latency_downstream", ""))
                    .contains("\"latency\":5");
            assertThat(own.call("GET", "/proxies/p/toxics/latency_downstream", ""))
                    .contains("\"latency\":0");
            assertThat(theirs.call("GET", "/version", "")).contains("git");
            assertThat(own.call("GET", "/version", "")).contains("2.12.0");
        }
    }
}
