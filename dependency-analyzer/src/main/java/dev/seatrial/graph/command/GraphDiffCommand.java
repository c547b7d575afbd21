package dev.seatrial.graph.command;

import dev.seatrial.graph.config.BadFileException;
import dev.seatrial.graph.diff.DiffOutput;
import dev.seatrial.graph.diff.GraphChanges;
import dev.seatrial.graph.diff.GraphSource;
import dev.seatrial.graph.diff.Range;
import dev.seatrial.graph.model.Graph;
import dev.seatrial.graph.rules.Allowed;
import dev.seatrial.graph.rules.Findings;
import dev.seatrial.graph.rules.GraphRules;
import dev.seatrial.graph.rules.Judgement;
import dev.seatrial.report.ToolVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seatrial graph diff OLD NEW}: what came, what went, and whether a rule is newly broken. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Compares two graphs: exit 1 on a new synchronous cycle, a new user of a shared database,",
            "or a chain deeper than --max-depth.",
            "OLD and NEW are directories, files of --output-format json, or git revisions (REV, REV:DIR);",
            "one range does for both: main..HEAD, main..HEAD:services."
        })
final class GraphDiffCommand implements Callable<Integer> {

    /** The forms of a comparison. */
    enum Form {
        TEXT,
        JSON,
        MARKDOWN,
        SARIF
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(arity = "1..2", paramLabel = "OLD NEW", description = "Two graphs, or one range of git revisions.")
    private List<String> graphs = List.of();

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
    private Form form = Form.TEXT;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            GraphRules held = rules.rules();
            Allowed allowed = rules.allowed();
            Range range = range();
            Graph old;
            Graph now;
            try (Progress progress = Progress.on(err)) {
                GraphSource source = new GraphSource(cache.reading(sources, progress));
                old = source.read(range.old());
                now = source.read(range.now());
            }
            if (old.components().isEmpty() && now.components().isEmpty()) {
                err.println("seatrial: no service found in " + range.old() + " nor in " + range.now()
                        + "; nothing was compared.");
                return Codes.NOTHING_FOUND;
            }
            GraphChanges changes = GraphChanges.between(old, now);
            Judgement judgement = RuleOptions.judge(held.added(old, now), allowed);
            out.print(
                    switch (form) {
                        case TEXT -> DiffOutput.text(changes, judgement);
                        case JSON -> DiffOutput.json(changes, judgement);
                        case MARKDOWN -> DiffOutput.markdown(changes, judgement);
                        case SARIF -> Findings.sarif(judgement, ToolVersion.get());
                    });
            out.flush();
            // an entry that no new finding needs may be needed by an old one: only expiry is news here
            judgement.notes().stream().filter(n -> n.contains("expired")).forEach(err::println);
            return judgement.open().isEmpty() ? Codes.OK : Codes.VIOLATED;
        } catch (BadFileException e) {
            return Refusal.of(e, err);
        } catch (PatternSyntaxException e) {
            return Refusal.of(e, err);
        }
    }

    private Range range() throws BadFileException {
        if (graphs.size() == 2) {
            return new Range(graphs.get(0), graphs.get(1));
        }
        Optional<Range> range = Range.of(graphs.get(0));
        if (range.isEmpty()) {
            throw new BadFileException(
                    "'" + graphs.get(0)
                            + "' is one graph; name two, or a range of git revisions such as main..HEAD. One alone is held to the rules by 'seatrial graph check'.");
        }
        return range.get();
    }
}
