package dev.seatrial.schema.command;

import dev.seatrial.schema.Schema;
import dev.seatrial.schema.SchemaOptions;
import dev.seatrial.schema.document.SchemaStore;
import dev.seatrial.schema.input.EventSource;
import dev.seatrial.schema.input.EventSources;
import dev.seatrial.schema.json.NearestName;
import dev.seatrial.schema.lint.LintFinding;
import dev.seatrial.schema.lint.Linter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seatrial schema lint}: is a schema meant as it stands? */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description =
                "Finds misspelt keywords, unreachable branches, unanchored or catastrophic patterns and the like.",
        footer = {"", "Exit codes: 0 nothing found, 1 something found, 2 usage or bad schema."})
public final class LintCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SCHEMAS", arity = "1..*", description = "Files, directories or globs.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--ignore", paramLabel = "RULE", description = "A rule that does not count. Repeatable.")
    private List<String> ignored = new ArrayList<>();

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec command = spec;
        if (command == null) {
            throw new IllegalStateException("not run by picocli");
        }
        for (String rule : ignored) {
            if (!Linter.RULES.contains(rule)) {
                throw new ParameterException(
                        command.commandLine(),
                        "there is no rule \"" + rule + "\""
                                + NearestName.of(rule, Linter.RULES)
                                        .map(near -> " (did you mean \"" + near + "\"?)")
                                        .orElse(""));
            }
        }
        SchemaOptions options = limits.read(command.commandLine());
        int count = 0;
        int files = 0;
        for (EventSource source : EventSources.find(names)) {
            Path file = source.file()
                    .orElseThrow(() -> new ParameterException(
                            command.commandLine(), "lint reads files: name them, or a directory or a glob"));
            Schema.load(file, options);
            SchemaStore store = new SchemaStore(options.draft(), options.limits(), Schema.roots(file, options));
            files++;
            for (LintFinding finding : Linter.lint(store.load(file), store)) {
                if (!ignored.contains(finding.rule())) {
                    System.out.println(finding);
                    count++;
                }
            }
        }
        System.out.println(
                files + (files == 1 ? " schema, " : " schemas, ") + count + (count == 1 ? " finding" : " findings"));
        System.out.flush();
        return count == 0 ? 0 : 1;
    }
}
