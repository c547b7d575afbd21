package dev.seatrial.schema.command;

import dev.seatrial.schema.SchemaOptions;
import dev.seatrial.schema.document.Draft;
import dev.seatrial.schema.json.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options on how schemas are read and what an event may cost. */
final class LimitOptions {
    @Option(
            names = "--default-draft",
            paramLabel = "DRAFT",
            converter = DraftConverter.class,
            description =
                    "Draft of schemas without $$schema: draft-04, draft-06, draft-07, 2019-09 or 2020-12 (default).")
    private Draft draft = Draft.DRAFT_2020_12;

    @Option(names = "--no-formats", description = "Take the formats of strings as notes, do not assert them.")
    private boolean noFormats;

    @Option(
            names = "--allow",
            paramLabel = "DIR",
            description = "References may also read schema files of this directory. Repeatable.")
    private List<Path> allowed = new ArrayList<>();

    @Option(names = "--max-depth", paramLabel = "N", description = "Levels of nesting of an event (default 500).")
    private int depth = Limits.DEFAULT.depth();

    @Option(names = "--max-number-length", paramLabel = "N", description = "Characters of a number (default 1000).")
    private int numberLength = Limits.DEFAULT.numberLength();

    @Option(
            names = "--max-exponent",
            paramLabel = "N",
            description = "Largest power of ten of a number, either sign (default 10000).")
    private int exponent = Limits.DEFAULT.exponent();

    @Option(
            names = "--max-event-problems",
            paramLabel = "N",
            description = "Problems of one event that are looked for (default 100).")
    private int problems = Limits.DEFAULT.problems();

    @Option(names = "--max-event-bytes", paramLabel = "N", description = "Size of an event (default 16777216).")
    private int eventBytes = Limits.DEFAULT.eventBytes();

    @Option(names = "--max-schema-bytes", paramLabel = "N", description = "Size of a schema file (default 4194304).")
    private int schemaBytes = Limits.DEFAULT.schemaBytes();

    @Option(names = "--max-steps", paramLabel = "N", description = "Evaluations for one event (default 1000000).")
    private long steps = Limits.DEFAULT.steps();

    @Option(
            names = "--max-pattern-steps",
            paramLabel = "N",
            description = "Characters that patterns look at in one event, backtracking included (default 2000000).")
    private long patternSteps = Limits.DEFAULT.patternSteps();

    /** The options as values; a limit that makes no sense is a mistake in usage. */
    SchemaOptions read(picocli.CommandLine command) {
        try {
            return new SchemaOptions(
                    draft,
                    !noFormats,
                    Limits.DEFAULT
                            .withDepth(depth)
                            .withNumberLength(numberLength)
                            .withExponent(exponent)
                            .withProblems(problems)
                            .withEventBytes(eventBytes)
                            .withSchemaBytes(schemaBytes)
                            .withSteps(steps)
                            .withPatternSteps(patternSteps),
                    allowed);
        } catch (IllegalArgumentException e) {
            throw new picocli.CommandLine.ParameterException(command, e.getMessage());
        }
    }

    /** Reads a draft's name. */
    static final class DraftConverter implements ITypeConverter<Draft> {
        @Override
        public Draft convert(String text) {
            try {
                return Draft.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
