package dev.seatrial.schema.command;

import dev.seatrial.schema.infer.Inference;
import dev.seatrial.schema.input.EventSource;
import dev.seatrial.schema.input.EventSources;
import dev.seatrial.schema.input.InputException;
import dev.seatrial.schema.input.Syntax;
import dev.seatrial.schema.json.JsonReader;
import dev.seatrial.schema.json.JsonSyntaxException;
import dev.seatrial.schema.json.JsonText;
import dev.seatrial.schema.json.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seatrial schema infer}: a schema from events. */
@Command(
        name = "infer",
        mixinStandardHelpOptions = true,
        description = "Makes a schema that all the given events conform to.",
        footer = {"", "Exit codes: 0 a schema was written, 2 usage or unreadable event, 3 there was no event."})
public final class InferCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "EVENTS",
            arity = "1..*",
            description = "Files, directories, globs, or - for standard input.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--input",
            paramLabel = "SYNTAX",
            description = "json, ndjson or yaml, whatever the file's name says.")
    private @Nullable Syntax syntax;

    @Override
    public Integer call() {
        Inference inference = new Inference();
        JsonReader reader = new JsonReader(Limits.DEFAULT);
        for (EventSource source : EventSources.find(names)) {
            source.forEach(Optional.ofNullable(syntax), true, Limits.DEFAULT, event -> {
                try {
                    inference.add(reader.read(event.buffer(), event.offset(), event.length()));
                } catch (JsonSyntaxException e) {
                    throw new InputException(event.source(), e.position().within(event.start()), e.what());
                }
            });
        }
        if (inference.events() == 0) {
            System.err.println("INCONCLUSIVE: there was no event to infer from");
            return 3;
        }
        System.out.println(JsonText.indented(inference.schema()));
        System.out.flush();
        return 0;
    }
}
