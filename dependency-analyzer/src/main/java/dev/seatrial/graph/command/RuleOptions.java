package dev.seatrial.graph.command;

import dev.seatrial.graph.config.BadFileException;
import dev.seatrial.graph.rules.Allowed;
import dev.seatrial.graph.rules.Breach;
import dev.seatrial.graph.rules.GraphRules;
import dev.seatrial.graph.rules.Judgement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options about what a graph is held to. */
final class RuleOptions {

    @Option(
            names = "--max-depth",
            paramLabel = "CALLS",
            description = "How many synchronous calls may follow on each other; without it, any number.")
    @Nullable
    Integer maxDepth;

    @Option(
            names = "--allow-file",
            paramLabel = "FILE",
            description =
                    "What is allowed for a time: a YAML list of rule, subject, reason and expires (docs/graph.md).")
    @Nullable
    Path allowFile;

    GraphRules rules() throws BadFileException {
        Integer most = maxDepth;
        if (most == null) {
            return new GraphRules(OptionalInt.empty());
        } else if (most < 1) {
            throw new BadFileException("--max-depth takes a number of calls from 1, not " + most + ".");
        }
        return new GraphRules(OptionalInt.of(most));
    }

    Allowed allowed() throws BadFileException {
        Path file = allowFile;
        if (file == null) {
            return Allowed.NOTHING;
        }
        try {
            return Allowed.parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new BadFileException("--allow-file " + file + ": there is no such file.");
        } catch (IOException e) {
            throw new BadFileException("--allow-file " + file + ": cannot be read as UTF-8: " + e.getMessage());
        }
    }

    static Judgement judge(List<Breach> breaches, Allowed allowed) {
        return Judgement.of(breaches, allowed, LocalDate.now(ZoneOffset.UTC));
    }
}
