package dev.seatrial.graph.command;

import dev.seatrial.graph.config.BadFileException;
import dev.seatrial.graph.config.JsonText;
import dev.seatrial.graph.diff.GraphSource;
import dev.seatrial.graph.model.Graph;
import dev.seatrial.graph.output.Counted;
import dev.seatrial.graph.rules.Allowed;
import dev.seatrial.graph.rules.Findings;
import dev.seatrial.graph.rules.GraphRules;
import dev.seatrial.graph.rules.Judgement;
import dev.seatrial.report.ToolVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seatrial graph check [GRAPH]}: holds one graph to the rules. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Holds one graph to the rules: exit 1 on a synchronous cycle, a shared database,",
            "or a chain deeper than --max-depth."
        })
final class GraphCheckCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "GRAPH",
            defaultValue = ".",
            description = "A directory, a file of --output-format json, or a git revision (default: .).")
    private String graph = ".";

    @Mixin
    private SourceOptions sources = new SourceOptions();

    @Mixin
    private CacheOptions cache = new CacheOptions();

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Option(
            names = {"--output-format", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "One of: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private GraphDiffCommand.Form form = GraphDiffCommand.Form.TEXT;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            GraphRules held = rules.rules();
            Allowed allowed = rules.allowed();
            Graph read;
            try (Progress progress = Progress.on(err)) {
                read = new GraphSource(cache.reading(sources, progress)).read(graph);
            }
            if (read.components().isEmpty()) {
                err.println("seatrial: no service found in " + graph + "; nothing was checked. 'seatrial graph " + graph
                        + "' says what was looked for.");
                return Codes.NOTHING_FOUND;
            }
            Judgement judgement = RuleOptions.judge(held.of(read), allowed);
            out.print(write(read, judgement));
            out.flush();
            judgement.notes().forEach(err::println);
            return judgement.open().isEmpty() ? Codes.OK : Codes.VIOLATED;
        } catch (BadFileException e) {
            return Refusal.of(e, err);
        } catch (PatternSyntaxException e) {
            return Refusal.of(e, err);
        }
    }

    private String write(Graph read, Judgement judgement) {
        return switch (form) {
            case TEXT -> Findings.text(judgement) + verdict(read, judgement) + "\n";
            case MARKDOWN ->
                "### Dependency graph\n\n" + verdict(read, judgement) + "\n\n" + Findings.markdown(judgement);
            case SARIF -> Findings.sarif(judgement, ToolVersion.get());
            case JSON -> {
                Map<String, Object> root = new LinkedHashMap<>();
                root.put("version", 1);
                root.put("findings", Findings.values(judgement));
                yield JsonText.pretty(root);
            }
        };
    }

    private String verdict(Graph read, Judgement judgement) {
        String seen = Counted.of(read.components().size(), "component") + ", "
                + Counted.of(read.edges().size(), "edge");
        String depth = rules.maxDepth == null ? " Depth was not asked for (--max-depth)." : "";
        return (judgement.open().isEmpty()
                        ? "Conforms (" + seen + ")."
                        : "Violates: " + Counted.of(judgement.open().size(), "finding") + " (" + seen + ").")
                + depth;
    }
}
