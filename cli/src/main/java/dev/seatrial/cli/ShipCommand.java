package dev.seatrial.cli;

import dev.seatrial.environment.Environments;
import dev.seatrial.environment.LinkProviders;
import dev.seatrial.gate.Decision;
import dev.seatrial.gate.Gate;
import dev.seatrial.gate.GatePolicy;
import dev.seatrial.report.ConsoleProgress;
import dev.seatrial.report.Report;
import dev.seatrial.run.Checks;
import dev.seatrial.run.Durations;
import dev.seatrial.run.Plan;
import dev.seatrial.run.RunOptions;
import dev.seatrial.run.UsageException;
import dev.seatrial.ship.Ship;
import dev.seatrial.ship.image.ImageException;
import dev.seatrial.ship.manifest.ManifestException;
import dev.seatrial.ship.rollout.RolloutEvent;
import dev.seatrial.ship.rollout.RolloutResult;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Builds a service's image, rolls it out as a candidate without traffic, and promotes it if the suites let it through. */
@Command(
        name = "ship",
        mixinStandardHelpOptions = true,
        description = "Builds a service's image, rolls it out without traffic, and promotes it if the gate opens.",
        footerHeading = "%nExample: ",
        footer = {
            "seatrial ship examples/shop --service payments \\",
            "           --namespace shop --registry 127.0.0.1:5000"
        })
final class ShipCommand implements Callable<Integer> {

    @Mixin
    private TargetArguments arguments = new TargetArguments();

    @Option(names = "--service", required = true, paramLabel = "NAME", description = "The service to ship.")
    private String service = "";

    @Option(
            names = "--namespace",
            required = true,
            paramLabel = "NAME",
            description = "The namespace it lives in; must exist.")
    private String namespace = "";

    @Option(
            names = "--registry",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Where the image is pushed and the cluster pulls it.")
    private String registry = "";

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Else KUBECONFIG, else ~/.kube/config.")
    private Optional<Path> kubeconfig = Optional.empty();

    @Option(names = "--context", paramLabel = "NAME", description = "The kubeconfig's context, else its current one.")
    private Optional<String> context = Optional.empty();

    @Option(
            names = "--base",
            paramLabel = "IMAGE",
            description = "What a jar's image is built on, else a Java runtime made here.")
    private Optional<String> base = Optional.empty();

    @Option(names = "--dry-run", description = "Stops after the plan, with nothing pushed and nothing changed.")
    private boolean dryRun;

    @Option(names = "--force", description = "Takes over fields that other managers own.")
    private boolean force;

    @Option(names = "--strict", description = "The gate shuts on a violated SHOULD too.")
    private boolean strict;

    @Option(
            names = "--report",
            paramLabel = "FOLDER",
            description = "Where the gate's report goes. Default: DIR/seatrial-report.")
    private Optional<Path> folder = Optional.empty();

    @Option(names = "--no-build", description = "Does not run the target's build command.")
    private boolean noBuild;

    @Mixin
    private RunArguments run = new RunArguments();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Target target = arguments.read();
        if (!target.services().containsKey(service)) {
            throw new UsageException(target.system() + " has no service \"" + service + "\"; it has "
                    + String.join(", ", target.services().keySet()));
        }
        Plan.of(Checks.discover(), target, run.toOptions()); // refuses mistakes before anything is built
        if (!noBuild) {
            BuildCommand.run(target);
        }
        Ship.Request request = Ship.Request.of(target, service, namespace, registry)
                .withCluster(kubeconfig, context)
                .withBase(base)
                .with(dryRun, force);
        try {
            RolloutResult result = Ship.run(request, candidate -> judge(request, candidate), this::tell);
            out.println(result.message());
            out.flush();
            return result.exitCode();
        } catch (ManifestException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        } catch (ImageException e) {
            spec.commandLine().getErr().println("seatrial: " + e.getMessage());
            return ExitCode.ENVIRONMENT;
        }
    }

    private void tell(RolloutEvent event) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(
                "  " + event.step() + " ".repeat(Math.max(1, 10 - event.step().length())) + event.message() + "  "
                        + Durations.text(event.at()));
        err.flush();
    }

    /** The suites against a candidate: the same target, of which only this service runs, where the candidate answers. */
    private Decision judge(Ship.Request request, URI candidate) throws InterruptedException {
        Target target =
                Ship.located(request, line -> spec.commandLine().getErr().println("  gate      " + line));
        Service alone =
                CandidateTarget.service(Objects.requireNonNull(target.services().get(service)), candidate);
        Target remote = CandidateTarget.of(target, alone);
        RunOptions options = run.toOptions();
        ConsoleProgress progress = new ConsoleProgress(System.err, Terminal.isErr(), Terminal.coloursOnErr());
        Verification verification = new Verification(
                Environments.installed().named("remote", remote),
                LinkProviders.installed(),
                options,
                progress::start,
                progress::run);
        Path work = WorkFiles.make();
        try {
            Report report = verification.run(remote, work);
            progress.end();
            ReportOutput.write(
                    report,
                    "text",
                    folder.orElseGet(() -> target.directory().resolve("seatrial-report")),
                    spec.commandLine().getOut(),
                    spec.commandLine().getErr());
            GatePolicy policy = strict ? GatePolicy.strict() : GatePolicy.standard();
            return new Gate(policy).decide(report, LocalDate.now(ZoneOffset.UTC));
        } finally {
            progress.end();
            WorkFiles.delete(work);
        }
    }
}
