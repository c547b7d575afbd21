package dev.seatrial.graph.command;

import dev.seatrial.graph.files.Skipped;
import dev.seatrial.graph.files.SourceTree;
import dev.seatrial.graph.infer.Analyzer;
import dev.seatrial.graph.model.Graph;
import dev.seatrial.graph.output.Format;
import dev.seatrial.graph.output.SourceSnippets;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seatrial graph DIR}: which service needs which, each with its proof. */
@Command(
        name = "graph",
        mixinStandardHelpOptions = true,
        description = "Reads the files of a system and tells which service needs which, with file and line.")
public final class GraphCommand implements Callable<Integer> {

    private static final int OK = 0;
    private static final int USAGE = 2;
    private static final int NOTHING_FOUND = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The system's directory (default: .).")
    private Path directory = Path.of(".");

    @Option(
            names = "--service-prefix",
            paramLabel = "URL",
            description =
                    "An address that names a service, as 'http://user-service'; may be repeated. Adds to what the files tell.")
    private List<String> prefixes = List.of();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "Files or directories to leave out, as 'node_modules/*'; may be repeated.")
    private List<String> exclude = List.of();

    @Option(
            names = {"--output-format", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "One of: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Option(names = "--dry-run", description = "Only list what would be read, and what is skipped and why.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = writer(true);
        PrintWriter err = writer(false);
        if (!Files.isDirectory(directory)) {
            err.println("seatrial: no directory " + directory + ": name the directory that holds the services.");
            return USAGE;
        }
        SourceTree tree;
        try {
            tree = SourceTree.of(directory.toRealPath(), exclude);
        } catch (PatternSyntaxException e) {
            err.println("seatrial: --exclude takes a glob as 'node_modules/*': " + e.getDescription() + " in '"
                    + e.getPattern() + "'.");
            return USAGE;
        }
        if (dryRun) {
            tree.files().forEach(f -> out.println("read     " + f.name()));
            tree.skipped().forEach(s -> out.println("skipped  " + s.name() + "  (" + s.why() + ")"));
            out.println(tree.files().size() + " files would be read, "
                    + tree.skipped().size() + " files and directories skipped.");
            out.flush();
            return OK;
        }
        Graph graph = Analyzer.analyze(tree, prefixes);
        if (graph.components().isEmpty()) {
            err.println("seatrial: no service found in " + directory + " ("
                    + tree.files().size() + " files read, " + tree.skipped().size() + " skipped).");
            err.println("Looked for: compose files, pom.xml, build.gradle, package.json, go.mod, pyproject.toml,");
            err.println("requirements.txt, *.csproj, Dockerfiles, spring.application.name and programs with a start.");
            err.println("Name services with --service-prefix 'http://NAME', or see --dry-run for what was read.");
            return NOTHING_FOUND;
        }
        out.print(format.write(graph, new SourceSnippets(tree)));
        out.flush();
        unread(tree, err);
        return OK;
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

    private PrintWriter writer(boolean out) {
        CommandSpec known = spec;
        if (known == null) {
            throw new IllegalStateException("run by picocli only");
        }
        return out ? known.commandLine().getOut() : known.commandLine().getErr();
    }
}
