package dev.seatrial.schema.command;

import dev.seatrial.schema.json.JsonText;
import dev.seatrial.schema.sample.Sampler;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code seatrial schema sample}: events from a schema. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description = "Makes events from a schema, one a line: valid ones, or ones that break one keyword each.",
        footer = {"", "Exit codes: 0 events were written, 2 usage or bad schema, 3 none was found."})
public final class SampleCommand implements Callable<Integer> {
    @Option(
            names = {"--schema-file", "--schema"},
            paramLabel = "FILE",
            required = true,
            description = "The schema.")
    private Path schema = Path.of("");

    @Option(names = "--count", paramLabel = "N", description = "Valid events (default 1).")
    private int count = 1;

    @Option(names = "--seed", paramLabel = "N", description = "The same seed makes the same events (default 1).")
    private long seed = 1;

    @Option(names = "--invalid", description = "Instead, an event for each keyword that can be broken by itself.")
    private boolean invalid;

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("not run by picocli");
        }
        Sampler sampler = Sampler.of(schema, limits.read(spec.commandLine()), seed);
        List<String> lines = invalid
                ? sampler.invalid().stream()
                        .map(each -> "{\"keyword\":" + JsonText.of(each.keyword()) + ",\"pointer\":"
                                + JsonText.of(each.pointer()) + ",\"event\":" + each.json() + "}")
                        .toList()
                : sampler.valid(count);
        lines.forEach(System.out::println);
        System.out.flush();
        if (lines.isEmpty()) {
            System.err.println("INCONCLUSIVE: no event was found for " + schema);
        }
        return lines.isEmpty() ? 3 : 0;
    }
}
