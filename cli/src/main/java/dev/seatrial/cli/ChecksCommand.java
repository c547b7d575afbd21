package dev.seatrial.cli;

import dev.seatrial.check.Check;
import dev.seatrial.check.Requirement;
import dev.seatrial.run.Checks;
import dev.seatrial.run.UsageException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the checks that there are, or explains one. */
@Command(
        name = "checks",
        mixinStandardHelpOptions = true,
        description = "Lists the requirements that can be checked, or explains one.")
final class ChecksCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            defaultValue = "",
            paramLabel = "ID",
            description = "The requirement to explain, such as IDEMP-002.")
    private String id = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Requirement> all =
                Checks.discover().stream().<Requirement>map(Check::requirement).toList();
        if (id.isEmpty()) {
            all.forEach(r -> out.printf(Locale.ROOT, "%-13s %-7s %s%n", r.id(), r.level(), r.title()));
            return ExitCode.OK;
        }
        Requirement one = all.stream()
                .filter(r -> r.id().equalsIgnoreCase(id))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "there is no check with the id \"" + id + "\"; 'seatrial checks' lists those there are"));
        out.println(one.id() + " (" + one.suite() + ", " + one.level() + ")");
        out.println("  what must hold: " + one.title());
        out.println("  why:            " + one.why());
        out.println("  source:         " + one.source());
        out.println("  manner:         " + one.manner().name().toLowerCase(Locale.ROOT));
        one.needs().forEach(need -> out.println("  needs:          " + need.means()));
        return ExitCode.OK;
    }
}
