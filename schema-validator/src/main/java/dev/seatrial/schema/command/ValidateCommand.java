package dev.seatrial.schema.command;

import dev.seatrial.schema.EventSchemas;
import dev.seatrial.schema.Schema;
import dev.seatrial.schema.SchemaOptions;
import dev.seatrial.schema.input.EventSource;
import dev.seatrial.schema.input.EventSources;
import dev.seatrial.schema.input.Syntax;
import dev.seatrial.schema.output.Format;
import dev.seatrial.schema.output.Tally;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seatrial schema validate}: do these events conform? */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Checks events against their schemas.",
        footer = {
            "",
            "Exit codes: 0 all conform, 1 one violates, 2 usage, bad schema or unreadable event,",
            "3 there was no event.",
            "",
            "Examples:",
            "  event-schema-validator --event-file order.json --schema-file order_schema.json",
            "  event-schema-validator --schemas schemas/ events/ 'more/**/*.ndjson.gz'",
            "  kafka-dump | event-schema-validator --schemas asyncapi.yaml --input ndjson -"
        })
public final class ValidateCommand implements Callable<Integer> {
    static final int MOST_PROBLEMS = 1000;

    @Option(
            names = {"--event-file", "--events"},
            paramLabel = "EVENTS",
            description = "File, directory or glob of events, - for standard input. Repeatable.")
    private List<String> eventFiles = new ArrayList<>();

    @Parameters(paramLabel = "EVENTS", arity = "0..*", description = "The same.")
    private List<String> more = new ArrayList<>();

    @Option(
            names = {"--schema-file", "--schema"},
            paramLabel = "FILE",
            description = "The one schema (JSON or YAML) that all events are meant for.")
    private @Nullable Path schemaFile;

    @Option(
            names = {"--schemas", "--catalogue", "--asyncapi"},
            paramLabel = "PATH",
            description = "Directory of schemas, catalogue file (events: {type: file}) or AsyncAPI document: each"
                    + " CloudEvent goes to the schema of its dataschema or type.")
    private @Nullable Path schemas;

    @Option(
            names = "--envelope",
            paramLabel = "KIND",
            description =
                    "auto (default): an object with specversion is a CloudEvent; cloudevents: all are; none: none is.")
    private EnvelopeKind envelope = EnvelopeKind.AUTO;

    @Option(
            names = "--input",
            paramLabel = "SYNTAX",
            description = "json, ndjson or yaml, whatever the file's name says.")
    private @Nullable Syntax syntax;

    @Option(names = "--whole-arrays", description = "An array is one event, not a list of them.")
    private boolean wholeArrays;

    @Option(names = "--output", paramLabel = "FORMAT", description = "text (default), json, sarif, junit or github.")
    private Format format = Format.TEXT;

    @Option(
            names = "--dry-run",
            description = "Read and check all that would be used, judge nothing, say what would be done.")
    private boolean dryRun;

    @Option(names = "--max-problems", paramLabel = "N", description = "Problems that are shown (default 1000).")
    private int mostProblems = MOST_PROBLEMS;

    @Option(names = "--threads", paramLabel = "N", description = "Threads for NDJSON (default: the processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress and no warnings on standard error.")
    private boolean quiet;

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Spec
    private @Nullable CommandSpec spec;

    /** What events are wrapped in. */
    enum EnvelopeKind {
        AUTO,
        CLOUDEVENTS,
        NONE
    }

    @Override
    public Integer call() {
        if (mostProblems < 1 || threads < 1) {
            throw usage("--max-problems and --threads are at least 1");
        }
        SchemaOptions options = limits.read(command().commandLine());
        List<String> names = new ArrayList<>(eventFiles);
        names.addAll(more);
        if (names.isEmpty()) {
            throw usage("no events given: name a file, a directory or a glob, or - for standard input");
        }
        Judgement judgement = judgement(options);
        List<EventSource> sources = EventSources.find(names);
        PrintStream out = System.out;
        if (dryRun) {
            return DryRun.describe(sources, Optional.ofNullable(syntax), subject(), schemaFile == null, options, out);
        }
        Progress progress = new Progress(System.err, quiet, Progress.isTerminal());
        Tally tally = new Validation(
                        judgement,
                        options.limits(),
                        Optional.ofNullable(syntax),
                        !wholeArrays,
                        threads,
                        mostProblems,
                        progress)
                .run(sources);
        format.print(tally, out);
        return tally.exitCode();
    }

    private Path subject() {
        Path path = schemaFile != null ? schemaFile : schemas;
        if (path == null) {
            throw usage("no schema given: --schema-file FILE, or --schemas PATH for many");
        }
        return path;
    }

    private Judgement judgement(SchemaOptions options) {
        if (schemaFile != null && schemas != null) {
            throw usage("--schema-file and --schemas exclude each other");
        }
        Path path = subject();
        if (schemaFile == null) {
            if (envelope == EnvelopeKind.NONE) {
                throw usage("--schemas routes CloudEvents; with --envelope none give one --schema-file");
            }
            return Judgement.enveloped(EventSchemas.load(path, options));
        }
        return switch (envelope) {
            case NONE -> Judgement.plain(Schema.load(path, options));
            case CLOUDEVENTS -> Judgement.enveloped(EventSchemas.single(path, options));
            case AUTO -> Judgement.either(path, options);
        };
    }

    private CommandSpec command() {
        if (spec == null) {
            throw new IllegalStateException("not run by picocli");
        }
        return spec;
    }

    private ParameterException usage(String message) {
        return new ParameterException(command().commandLine(), message);
    }
}
