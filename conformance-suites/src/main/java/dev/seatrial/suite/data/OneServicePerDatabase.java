package dev.seatrial.suite.data;

import dev.seatrial.check.Check;
import dev.seatrial.check.Finding;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Requirement;
import dev.seatrial.check.Requirement.Level;
import dev.seatrial.check.Requirement.Manner;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.check.Voyage;
import dev.seatrial.environment.Capability;
import dev.seatrial.environment.RunningResource;
import dev.seatrial.suite.access.Databases;
import dev.seatrial.suite.data.SessionsObservation.Holder;
import dev.seatrial.suite.journey.JourneyRun;
import dev.seatrial.suite.journey.JourneyRunner;
import dev.seatrial.target.Resource;
import dev.seatrial.target.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** DATA-001: while the system works, the sessions of a database belong to one service. */
public final class OneServicePerDatabase implements Check<SessionsObservation> {

    private static final Requirement REQUIREMENT = new Requirement(
            "DATA-001",
            "data",
            Level.MUST,
            "Each database is used by one service",
            "Services that share tables cannot be changed or released apart",
            "Microservices pattern: database per service",
            Set.of(Capability.SQL),
            Manner.STEADY);
    private static final int SAMPLES_AFTERWARDS = 3;

    private final Databases databases;

    /** The check, asking databases in this way. */
    public OneServicePerDatabase(Databases databases) {
        this.databases = databases;
    }

    @Override
    public Requirement requirement() {
        return REQUIREMENT;
    }

    @Override
    public Class<SessionsObservation> observation() {
        return SessionsObservation.class;
    }

    @Override
    public Subjects subjects(Target target) {
        List<Subject> databases = target.resources().values().stream()
                .filter(resource -> resource.kind() == Resource.Kind.POSTGRES)
                .map(resource -> Subject.of(resource.name()))
                .toList();
        // So it is at the gate of a rollout, which sees the candidate alone.
        return target.services().size() == 1 && !databases.isEmpty()
                ? new Subjects.None("the target has one service, so that no other of it could use its databases")
                : Subjects.of(databases, "the target has no database");
    }

    @Override
    public SessionsObservation observe(Subject subject, Voyage voyage) throws InterruptedException {
        RunningResource resource = voyage.environment().resource(subject.service());
        SessionWatch watch = new SessionWatch(voyage.environment(), databases, resource);
        try {
            List<JourneyRun> journeys = new JourneyRunner(voyage, databases).runAll();
            // Sessions that work after the last answer, such as an outbox's, are seen, too.
            watch.awaitSamples(SAMPLES_AFTERWARDS);
            return watch.seen(journeys);
        } finally {
            watch.end();
        }
    }

    @Override
    public Outcome judge(SessionsObservation seen) {
        if (!seen.obstacle().isEmpty()) {
            return new Outcome.Inconclusive(seen.obstacle());
        }
        List<Holder> holders =
                seen.holders().stream().filter(h -> !allowed(seen, h)).toList();
        if (holders.isEmpty()) {
            return new Outcome.Inconclusive("no session of a service was seen on " + seen.resource() + " in "
                    + seen.samples() + " looks while " + work(seen));
        }
        Set<String> services = holders.stream()
                .map(Holder::service)
                .filter(service -> !service.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        // Where every session came over a link, the links tell whose it is.
        boolean linked = seen.persistentlyUnlinked() == 0
                && holders.stream().anyMatch(holder -> holder.user().isEmpty());
        List<Holder> strangers = holders.stream()
                .filter(holder -> holder.service().isEmpty() && !linked)
                .toList();
        List<Finding> findings = new ArrayList<>();
        if (services.size() > 1) {
            findings.add(finding(seen, services, holders));
        }
        if (findings.isEmpty() && seen.persistentlyUnlinked() > 0) {
            return new Outcome.Inconclusive(seen.persistentlyUnlinked() + " sessions on " + seen.resource()
                    + " came around every link, so it is not known whose they are: " + text(holders)
                    + "; give each service its address through \"uses:\", and name migrators and poolers under"
                    + " \"also-used-by:\"");
        }
        if (findings.isEmpty() && !strangers.isEmpty()) {
            return new Outcome.Inconclusive("it is not known whose these sessions on " + seen.resource() + " are: "
                    + text(strangers) + "; name migrators and poolers under \"also-used-by:\"");
        }
        if (findings.isEmpty() && seen.complete() == 0) {
            return new Outcome.Inconclusive("only " + String.join(", ", services) + " had sessions on "
                    + seen.resource()
                    + ", but " + work(seen) + ", so that who else would use it was not seen; let a journey make the"
                    + " system work");
        }
        return Outcome.of(
                findings,
                "only " + String.join(", ", services) + " had sessions on " + seen.resource() + " in " + seen.samples()
                        + " looks while " + work(seen));
    }

    private static boolean allowed(SessionsObservation seen, Holder holder) {
        return seen.alsoUsedBy().contains(holder.user()) || seen.alsoUsedBy().contains(holder.application());
    }

    private static Finding finding(SessionsObservation seen, Set<String> services, List<Holder> holders) {
        return new Finding(
                "read the sessions of " + seen.resource() + " " + seen.samples() + " times while " + work(seen),
                services.size() + " services use it: " + text(holders),
                "sessions of one service",
                "give each service a database or a schema and credentials of its own; let the others ask that service"
                        + " or listen to its events; name migrators and poolers under \"also-used-by:\"",
                "psql -c \"select usename, application_name, client_addr, client_port from pg_stat_activity where"
                        + " datname = current_database()\"");
    }

    private static String work(SessionsObservation seen) {
        return seen.journeys().isEmpty()
                ? "the system was idle (the target declares no journey)"
                : "these journeys were made: " + String.join(", ", seen.journeys());
    }

    private static String text(List<Holder> holders) {
        return holders.stream()
                .sorted(Comparator.comparing(Holder::service))
                .map(holder -> (holder.service().isEmpty() ? "somebody" : holder.service()) + " (" + holder.how()
                        + (holder.user().isEmpty() ? "" : ", user " + holder.user())
                        + (holder.application().isEmpty() ? "" : ", application \"" + holder.application() + "\"")
                        + ", " + holder.most() + " at once)")
                .collect(Collectors.joining(", "));
    }
}
