package dev.seatrial.chaos.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.chaos.toxiproxy.ApiServer;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The live view in a window. */
class WatchScreenTest {

    private static LinkRow row(String name) {
        return new LinkRow(name, "5000", "123456", "999MiB", "1023MiB", "Blackhole, latency_downstream");
    }

    @Test
    void eightyColumnsHoldEveryNumberAndLongNamesAreCut() {
        Screen screen = new Screen(80, 24);
        List<String> lines =
                screen.fit(LinkRow.table(List.of(row("a".repeat(60)), row("b 127.0.0.1:1")), screen.columns()));
        assertThat(lines).allMatch(line -> line.length() <= 80).allMatch(line -> line.indexOf("5000") != 0);
        assertThat(lines.get(1))
                .startsWith("aaaaaaaaaaaa")
                .contains("… ", " 5000 ", " 123456 ", " 999MiB ", " 1023MiB ");
        assertThat(lines.get(2)).startsWith("b 127.0.0.1:1 ");
    }

    @Test
    void aWindowTooLowSaysHowManyAreMissing() {
        List<LinkRow> rows = IntStream.range(0, 50).mapToObj(i -> row("p" + i)).toList();
        List<String> lines = new Screen(80, 10).fit(LinkRow.table(rows, 80));
        assertThat(lines).hasSize(9);
        assertThat(lines.get(8)).isEqualTo("43 more: make the window higher");
    }

    @Test
    void noProxiesIsSaid() {
        assertThat(LinkRow.table(List.of(), 80)).last().isEqualTo("no proxies yet: POST /proxies makes one");
    }

    @Test
    void bytesAreShort() {
        assertThat(IntStream.of(0, 1023, 1024, 10_240, 1 << 20).mapToObj(LinkRow::bytes))
                .containsExactly("0B", "1023B", "1.0KiB", "10KiB", "1.0MiB");
    }

    @Test
    @Tag("processes")
    @Timeout(60)
    void inATerminalOf80ColumnsItIsDrawnAnewAndNoLineIsLonger() throws Exception {
        try (ApiServer server = ApiServer.start(ApiServer.Settings.standard())) {
            String name = "a-link-with-a-name-that-is-much-longer-than-the-half-of-a-terminal";
            server.populate(("[{\"name\":\"" + name + "\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:1\"}]")
                    .getBytes(StandardCharsets.UTF_8));
            String java = ProcessHandle.current().info().command().orElse("java");
            ProcessBuilder builder = new ProcessBuilder(
                    "script",
                    "-qec",
                    "stty cols 80 rows 24; exec \"$JAVA\" -XX:TieredStopAtLevel=1 -Dseatrial.terminal=1 -cp \"$CP\" "
                            + ProxyServerMain.class.getName() + " watch -host 127.0.0.1 -port "
                            + server.listen().port(),
                    "/dev/null");
            builder.environment()
                    .putAll(Map.of("JAVA", java, "CP", System.getProperty("java.class.path"), "TERM", "xterm"));
            Process process = builder.redirectErrorStream(true).start();
            try (BufferedReader screen = process.inputReader(StandardCharsets.UTF_8)) {
                String head = screen.readLine();
                String link = screen.readLine();
                String again = screen.readLine();
                assertThat(head).startsWith(Screen.CLEAR + "link ").endsWith("  faults and toxics");
                assertThat(link)
                        .startsWith(name.substring(0, 10))
                        .contains("… ")
                        .hasSizeLessThanOrEqualTo(80);
                assertThat(again).isEqualTo(head);
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        }
    }
}
