package dev.seatrial.graph.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.seatrial.graph.model.Graph;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
class HtmlGraphBrowserTest {

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
    void searchesFiltersOpensAnEdgeAndMovesByKeyboard() throws Exception {
        assertThat(told(SampleGraphs.shop(), """
                        const shown = () => document.querySelectorAll('#list li:not([hidden])').length;
                        const key = (k, on) => on.dispatchEvent(new KeyboardEvent('keydown', {key: k, bubbles: true, cancelable: true}));
                        const click = e => e.dispatchEvent(new MouseEvent('click', {bubbles: true}));
                        tell('all', shown());
                        document.querySelector('#kinds [data-kind="http"]').click();
                        tell('withoutHttp', shown());
                        tell('status', document.getElementById('shown').textContent);
                        document.querySelector('#kinds [data-kind="http"]').click();
                        key('/', document.body);
                        tell('focus', document.activeElement.id);
                        search.value = 'payment-events';
                        search.dispatchEvent(new Event('input'));
                        tell('found', shown());
                        key('Escape', search);
                        tell('afterEscape', shown());
                        click(document.querySelector('.edge[data-from="orders"][data-to="payments"] .wide'));
                        const detail = document.getElementById('detail');
                        tell('title', detail.querySelector('h2').textContent);
                        tell('place', detail.querySelector('.place').textContent);
                        tell('snippet', detail.querySelector('mark').textContent.trim());
                        key('Escape', document.body);
                        click(document.querySelector('.node[data-name="payments"]'));
                        tell('ofPayments', shown());
                        tell('endpoint', detail.querySelector('li').textContent);
                        key('Escape', document.body);
                        key('j', document.body); key('j', document.activeElement);
                        tell('second', document.activeElement.textContent);
                        tell('detailHidden', detail.hidden);
                        """))
                .contains(
                        "all=5",
                        "withoutHttp=3",
                        "status=3 of 5 dependencies shown; not: http",
                        "focus=search",
                        "found=1",
                        "afterEscape=5",
                        "title=orders → payments",
                        "place=orders/src/main/java/Payments.java:14",
                        "snippet=14  call(\"</script><b>\"); // line 14",
                        "ofPayments=2",
                        "endpoint=POST /api/payments/{id} payments/P.java:5",
                        "second=gateway → orders gateway, declared",
                        "detailHidden=true");
    }

    @Test
    void aHundredServicesStartWithoutWhatEverythingNeeds() throws Exception {
        assertThat(told(SampleGraphs.large(100), """
                        tell('off', [...document.querySelectorAll('#kinds [aria-pressed=false]')].map(c => c.dataset.kind).join());
                        tell('hiddenEdges', document.querySelectorAll('.edge.off').length);
                        tell('over', document.documentElement.scrollWidth - document.documentElement.clientWidth);
                        """))
                .contains("off=discovery,configuration", "hiddenEdges=200", "over=0");
    }

    @Test
    void fitsANarrowWindowAndCanBeReadInLightAndDark() throws Exception {
        String script = """
                const luminance = c => c.match(/\\d+/g).slice(0, 3).map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; })
                  .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
                const behind = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (!c.endsWith(', 0)')) return c; } return 'rgb(255, 255, 255)'; };
                const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
                tell('paper', getComputedStyle(document.body).backgroundColor);
                tell('over', document.documentElement.scrollWidth - document.documentElement.clientWidth);
                document.querySelector('#kinds button').click();
                document.querySelector('#list li:not([hidden]) button').click();
                for (const s of ['h1', '.summary', '#kinds button', '#list button', '#list small', '#detail h2', '.place', '#shown', 'pre', 'summary'])
                  for (const e of document.querySelectorAll(s)) { const c = contrast(getComputedStyle(e).color, behind(e)); if (c < 4.5) tell('faint', s + ' ' + c.toFixed(2)); }
                for (const e of document.querySelectorAll('.node text')) { const c = contrast(getComputedStyle(e).fill, getComputedStyle(e.parentElement.querySelector('rect')).fill); if (c < 4.5) tell('faint', 'node ' + c.toFixed(2)); }
                """;
        assertThat(told(
                        SampleGraphs.shop(),
                        script,
                        "--window-size=500,900",
                        "--blink-settings=preferredColorScheme=1"))
                .contains("paper=rgb(255, 255, 255)", "over=0")
                .noneMatch(line -> line.startsWith("faint") || line.startsWith("error"));
        assertThat(told(SampleGraphs.shop(), script, "--blink-settings=preferredColorScheme=0"))
                .contains("paper=rgb(16, 21, 27)")
                .noneMatch(line -> line.startsWith("faint") || line.startsWith("error"));
    }

    /** What the script tells after the page has loaded. */
    private List<String> told(Graph graph, String script, String... options) throws Exception {
        Snippets snippets = place -> place.line() == 0
                ? List.of()
                : List.of(new Snippets.Line(place.line(), "call(\"</script><b>\"); // line " + place.line()));
        String page = Format.HTML
                .write(graph, snippets)
                .replace(
                        "</body>",
                        "<script>addEventListener('load', () => { const told = document.createElement('pre'); told.id = 'told'; told.hidden = true;"
                                + " const search = document.getElementById('search');"
                                + " const tell = (name, value) => { told.textContent += name + '=' + value + '\\n'; };"
                                + " try {" + script + "} catch (e) { tell('error', e); }"
                                + " document.body.append(told); });</script></body>");
        Path file = Files.writeString(folder.resolve("page ü.html"), page);
        var found = Pattern.compile("<pre id=\"told\"[^>]*>(.*?)</pre>", Pattern.DOTALL)
                .matcher(dom(file, options));
        assertThat(found.find()).as("the browser ran the page").isTrue();
        return found.group(1)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .lines()
                .toList();
    }

    private String dom(Path file, String... options) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
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
