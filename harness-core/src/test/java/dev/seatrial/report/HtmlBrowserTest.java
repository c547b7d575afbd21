package dev.seatrial.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, from disk. A script that is added to a copy of it does what a reader would do. */
@Tag("browser")
class HtmlBrowserTest {

    @TempDir
    Path folder;

    private String chromium = "";

    @BeforeEach
    void findBrowser() {
        Optional<String> found = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
        if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
            fail("no Chromium on the PATH, and CI=true; install it with: apt-get install chromium");
        }
        Assumptions.assumeTrue(found.isPresent(), "no Chromium on the PATH");
        chromium = found.get();
    }

    @Test
    void filtersSearchesAndMovesByKeyboard() throws Exception {
        assertThat(told("""
                        const shown = () => document.querySelectorAll('.result:not([hidden])').length;
                        const key = (k, on) => on.dispatchEvent(new KeyboardEvent('keydown', {key: k, bubbles: true}));
                        tell('all', shown());
                        document.querySelector('.chip.satisfied').click();
                        tell('withoutSatisfied', shown());
                        tell('status', document.getElementById('shown').textContent);
                        document.querySelector('.chip.satisfied').click();
                        key('/', document.body);
                        tell('focus', document.activeElement.id);
                        search.value = 'payments IDEMP-002';
                        search.dispatchEvent(new Event('input'));
                        tell('found', shown());
                        key('Escape', search);
                        tell('afterEscape', shown());
                        key('j', document.body); key('j', document.activeElement);
                        tell('second', document.activeElement.querySelector('.id').textContent);
                        document.getElementById('fold').click();
                        tell('open', document.querySelectorAll('.result[open]').length);
                        """))
                .contains(
                        "all=11",
                        "withoutSatisfied=6",
                        "status=6 of 11 shown",
                        "focus=search",
                        "found=1",
                        "afterEscape=11",
                        "second=RES-003",
                        "open=0");
    }

    @Test
    void fitsNarrowAndWideWindows() throws Exception {
        String wide = "tell('over', document.documentElement.scrollWidth - document.documentElement.clientWidth);";
        assertThat(told(wide, "--window-size=1200,900")).contains("over=0");
        assertThat(told(wide, "--window-size=500,900")).contains("over=0");
    }

    @Test
    void followsTheReadersLightOrDark() throws Exception {
        String colours = """
                const luminance = c => c.match(/\\d+/g).slice(0, 3).map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; })
                  .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
                const behind = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (!c.endsWith(', 0)')) return c; } return 'rgb(255, 255, 255)'; };
                const contrast = e => { const [a, b] = [luminance(getComputedStyle(e).color), luminance(behind(e))].sort((x, y) => y - x); return (a + .05) / (b + .05); };
                tell('paper', getComputedStyle(document.body).backgroundColor);
                for (const s of ['h1', '.summary', '.badge', '.subject', '.took', '.chip', '.detail', '.finding dd', 'dt', '.evidence summary', '.legend span', 'small'])
                  for (const e of document.querySelectorAll(s)) if (contrast(e) < 4.5) tell('faint', s + ' ' + e.textContent.slice(0, 20) + ' ' + contrast(e).toFixed(2));
                """;
        assertThat(told(colours, "--blink-settings=preferredColorScheme=1"))
                .contains("paper=rgb(246, 247, 249)")
                .noneMatch(line -> line.startsWith("faint"));
        assertThat(told(colours, "--blink-settings=preferredColorScheme=0"))
                .contains("paper=rgb(16, 21, 27)")
                .noneMatch(line -> line.startsWith("faint"));
    }

    /** What the script tells after the page has loaded. */
    private List<String> told(String script, String... options) throws Exception {
        String page = new HtmlWriter()
                .text(SampleReport.rich())
                .replace(
                        "</body>",
                        "<script>addEventListener('load', () => { const told = document.createElement('pre'); told.id = 'told';"
                                + " const search = document.getElementById('search');"
                                + " const tell = (name, value) => { told.textContent += name + '=' + value + '\\n'; };"
                                + " try {" + script + "} catch (e) { tell('error', e); }"
                                + " document.body.append(told); });</script></body>");
        Path file = Files.writeString(folder.resolve("page ü.html"), page);
        String dom = dom(file, options);
        var found =
                Pattern.compile("<pre id=\"told\">(.*?)</pre>", Pattern.DOTALL).matcher(dom);
        assertThat(found.find())
                .as("the browser ran the page: %s", dom.length())
                .isTrue();
        return found.group(1).lines().toList();
    }

    private String dom(Path file, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                chromium,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + Files.createTempDirectory(folder, "browser")));
        command.addAll(List.of(options));
        command.add("--dump-dom");
        command.add(file.toUri().toString());
        Path out = Files.createTempFile(folder, "dom", ".html");
        Process browser = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(browser.waitFor(120, TimeUnit.SECONDS))
                    .as("Chromium ended within 120 s")
                    .isTrue();
        } finally {
            browser.descendants().forEach(ProcessHandle::destroyForcibly);
            browser.destroyForcibly();
        }
        return Files.readString(out, StandardCharsets.UTF_8);
    }
}
