package dev.seatrial.cli;

import dev.seatrial.check.Outcome;
import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.EnvironmentProvider;
import dev.seatrial.environment.Environments;
import dev.seatrial.environment.LinkProviders;
import dev.seatrial.link.LinkProvider;
import dev.seatrial.report.ConsoleProgress;
import dev.seatrial.report.Report;
import dev.seatrial.report.ReportForms;
import dev.seatrial.run.RunOptions;
import dev.seatrial.run.ShellWord;
import dev.seatrial.run.UsageException;
import dev.seatrial.target.NearestName;
import dev.seatrial.target.Target;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a system, runs the suites against it, and gives the verdict. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Starts a system, runs the suites against it, and gives the verdict.",
        footerHeading = "%nExample: ",
        footer = "seatrial verify examples/shop --set payments.env.DEFECT=charge-twice")
final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private TargetArguments arguments = new TargetArguments();

    @Option(
            names = "--env",
            defaultValue = "auto",
            paramLabel = "KIND",
            description = "Where the system runs: processes, containers, remote. Default: the first that can.")
    private String kind = "auto";

    @Option(
            names = "--links",
            defaultValue = "seatrial",
            paramLabel = "PROVIDER",
            description = "What the links run through: seatrial, or toxiproxy, a real one at TOXIPROXY_URL.")
    private String links = "seatrial";

    @Option(
            names = "--report",
            paramLabel = "FOLDER",
            description = "Where the report goes. Default: DIR/seatrial-report.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "FORM",
            description = "The form of the verdict on stdout: text, json, markdown, github, sarif, junit.")
    private String form = "text";

    @Option(names = "--no-build", description = "Does not run the target's build command.")
    private boolean noBuild;

    @Mixin
    private RunArguments run = new RunArguments();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        ReportForms.named(form);
        RunOptions options = run.toOptions();
        Target target = arguments.read();
        Environments environments = Environments.installed();
        EnvironmentProvider provider = provider(environments, target);
        ConsoleProgress progress = new ConsoleProgress(System.err, Terminal.isErr(), Terminal.coloursOnErr());
        if (!LinkProviders.ids().contains(links)) {
            throw new UsageException("there is no link provider \"" + links + "\""
                    + NearestName.hint(links, LinkProviders.ids()) + "; expected one of "
                    + String.join(", ", LinkProviders.ids()));
        }
        LinkProvider linkProvider = LinkProviders.named(links);
        Verification verification = new Verification(provider, linkProvider, options, progress::start, progress::run);
        verification.refuseMistakes(target);
        err.println("Verifying " + target.system() + " (" + provider.id() + ", profile "
                + options.profile().orElse(target.profile()) + ")");
        if (!linkProvider.lacks().isEmpty()) {
            err.println("Links: " + linkProvider.id() + ", which lack " + String.join("; ", linkProvider.lacks())
                    + ". Checks that need what they lack do not apply.");
        }
        err.flush();
        if (!noBuild) {
            BuildCommand.run(target);
        } else {
            BuildCommand.needJars(target);
        }
        Path reportFolder = folder.orElseGet(() -> target.directory().resolve("seatrial-report"));
        Path work = WorkFiles.make();
        Interruption interruption = new Interruption(() -> verification.stop("stopped by a signal"));
        try {
            Report report = verification.run(target, work);
            progress.end();
            ReportOutput.write(report, form, reportFolder, spec.commandLine().getOut(), err);
            if (verification.failure().isPresent()) {
                throw new EnvironmentException(verification.failure().get());
            }
            if (form.equals("text")) {
                again(report).ifPresent(command -> spec.commandLine().getOut().println("To see it again: " + command));
            }
            return report.verdict().exitCode();
        } finally {
            progress.end();
            WorkFiles.delete(work);
            interruption.close();
        }
    }

    private EnvironmentProvider provider(Environments environments, Target target) {
        if (kind.equals("auto")) {
            return environments.fitting(target);
        }
        if (!environments.ids().contains(kind)) {
            throw new UsageException("there is no environment \"" + kind + "\""
                    + NearestName.hint(kind, environments.ids()) + "; expected one of "
                    + String.join(", ", environments.ids()));
        }
        return environments.named(kind, target);
    }

    /** The command that repeats the first result that stands against the system, as it was. */
    private Optional<String> again(Report report) {
        return Stream.of(Outcome.Violated.class, Outcome.Inconclusive.class)
                .flatMap(kind -> report.standing(kind).stream())
                .filter(result -> result.subject().isPresent())
                .findFirst()
                .map(result -> {
                    List<String> words = new ArrayList<>(List.of("seatrial", "verify"));
                    words.addAll(arguments.words());
                    if (!kind.equals("auto")) {
                        words.addAll(List.of("--env", kind));
                    }
                    if (!links.equals("seatrial")) {
                        words.addAll(List.of("--links", links));
                    }
                    String subject = result.subject().map(Object::toString).orElse("");
                    words.addAll(List.of("--only", result.requirement().id(), "--subject", subject));
                    words.addAll(List.of("--seed", Long.toString(report.seed())));
                    return words.stream().map(ShellWord::of).collect(Collectors.joining(" "));
                });
    }
}
