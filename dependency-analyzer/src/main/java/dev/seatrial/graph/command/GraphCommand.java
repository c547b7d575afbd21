package dev.seatrial.graph.command;

import dev.seatrial.graph.cache.GraphReading;
import dev.seatrial.graph.config.BadFileException;
import dev.seatrial.graph.files.Skipped;
import dev.seatrial.graph.files.SourceTree;
import dev.seatrial.graph.model.Graph;
import dev.seatrial.graph.output.Counted;
import dev.seatrial.graph.output.Format;
import dev.seatrial.graph.output.SourceSnippets;
import dev.seatrial.graph.seen.Observations;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** {@code seatrial graph DIR}: which service needs which, each with its proof. */
@Command(
        name = "graph",
        mixinStandardHelpOptions = true,
        description = "Reads the files of a system and tells which service needs which, with file and line.",
        footer = {
            "%n'seatrial graph diff' compares two graphs, 'seatrial graph check' holds one to rules.",
            "A directory of that name is given as ./diff or ./check."
        },
        subcommands = {GraphDiffCommand.class, GraphCheckCommand.class})
public final class GraphCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The system's directory (default: .).")
    private Path directory = Path.of(".");

    @Mixin
    private SourceOptions sources = new SourceOptions();

    @Mixin
    private CacheOptions cache = new CacheOptions();

    @Option(
            names = {"--output-format", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "One of: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Option(names = "--dry-run", description = "Only list what would be read, and what is skipped and why.")
    private boolean dryRun;

    @Option(
            names = "--traces",
            paramLabel = "FILE",
            description = "Merges what traces saw: OTLP/JSON, Zipkin v2 or Jaeger JSON; may be repeated.")
    private List<String> traces = List.of();

    @Option(
            names = "--ledger",
            paramLabel = "[FROM->TO=]FILE",
            description =
                    "Merges what our proxy saw on one link (NDJSON), as 'orders->payments=ledger.ndjson'; may be repeated.")
    private List<String> ledgers = List.of();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (!Files.isDirectory(directory)) {
            err.println(
                    Files.exists(directory)
                            ? "seatrial: " + directory + " is a file: name the directory that holds the services."
                            : "seatrial: no directory " + directory + ": name the directory that holds the services.");
            return Codes.USAGE;
        } else if (!Files.isReadable(directory)) {
            err.println("seatrial: " + directory + " cannot be read: its permissions forbid it.");
            return Codes.USAGE;
        }
        try {
            Observations observations = new Observations();
            for (String file : traces) {
                observations.traces(file);
            }
            for (String ledger : ledgers) {
                observations.ledger(ledger);
            }
            SourceTree tree;
            Optional<Graph> read;
            try (Progress progress = Progress.on(err)) {
                GraphReading reading = cache.reading(sources, progress);
                tree = reading.tree(directory);
                read = dryRun ? Optional.empty() : Optional.of(reading.graph(tree));
            }
            return read.isEmpty() ? list(tree, out) : show(observations.into(read.get()), tree, out, err);
        } catch (BadFileException e) {
            return Refusal.of(e, err);
        } catch (PatternSyntaxException e) {
            return Refusal.of(e, err);
        }
    }

    private static int list(SourceTree tree, PrintWriter out) {
        tree.files().forEach(f -> out.println("read     " + f.name()));
        tree.skipped().forEach(s -> out.println("skipped  " + s.name() + "  (" + s.why() + ")"));
        out.println(Counted.of(tree.files().size(), "file") + " would be read, "
                + tree.skipped().size() + " files and directories skipped.");
        out.flush();
        return Codes.OK;
    }

    private int show(Graph graph, SourceTree tree, PrintWriter out, PrintWriter err) {
        if (graph.components().isEmpty()) {
            err.println("seatrial: no service found in " + directory + " ("
                    + Counted.of(tree.files().size(), "file") + " read, "
                    + tree.skipped().size() + " skipped).");
            err.println("Looked for: compose files, pom.xml, build.gradle, package.json, go.mod, pyproject.toml,");
            err.println("requirements.txt, *.csproj, Dockerfiles, spring.application.name and programs with a start.");
            err.println("Name services with --service-prefix 'http://NAME', or see --dry-run for what was read.");
            return Codes.NOTHING_FOUND;
        }
        out.print(format.write(graph, new SourceSnippets(tree)));
        out.flush();
        unread(tree, err);
        return Codes.OK;
    }

    /** What a reader of the graph may miss: files that are the system's but were not read. */
    private static void unread(SourceTree tree, PrintWriter err) {
        List<Skipped> unread = tree.skipped().stream()
                .filter(s -> s.why().startsWith("larger")
                        || s.why().contains("unreadable")
                        || s.why().contains("cannot")
                        || s.why().contains("link"))
                .toList();
        unread.forEach(s -> err.println("not read: " + s.name() + " (" + s.why() + ")"));
        err.flush();
    }
}
