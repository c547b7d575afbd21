package dev.seatrial.run;

import dev.seatrial.check.Check;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Requirement;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.environment.Capability;
import dev.seatrial.target.Glob;
import dev.seatrial.target.NearestName;
import dev.seatrial.target.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What will be looked at, in order. Looks at the target only, so that a mistyped option is refused before anything
 * starts.
 *
 * @param stops one for each check and subject
 */
public record Plan(List<Stop> stops) {

    public Plan {
        stops = List.copyOf(stops);
    }

    /**
     * One check of one subject.
     *
     * @param decided what it comes to without a look
     */
    public record Stop(Check<?> check, Optional<Subject> subject, Optional<Outcome> decided) {

        /** The rule. */
        public Requirement requirement() {
            return check.requirement();
        }

        /** {@code IDEMP-002 payments/createPayment}, as the result will be named. */
        public String name() {
            return requirement().id() + subject.map(s -> " " + s).orElse("");
        }

        private Stop within(Set<Capability> offered, String provider) {
            String lacking = requirement().needs().stream()
                    .filter(need -> !offered.contains(need))
                    .sorted()
                    .map(Capability::means)
                    .collect(Collectors.joining(", "));
            return decided.isPresent() || lacking.isEmpty()
                    ? this
                    : new Stop(
                            check,
                            subject,
                            Optional.of(
                                    new Outcome.Inapplicable("this environment (" + provider + ") lacks " + lacking)));
        }
    }

    /**
     * Plans a run.
     *
     * @throws UsageException if a pattern matches nothing, the profile is unknown, or the target asks of a selected check
     *     what cannot be
     */
    public static Plan of(Collection<? extends Check<?>> checks, Target target, RunOptions options) {
        List<Stop> stops = new ArrayList<>();
        for (Check<?> check : selected(checks, target, options)) {
            stops.addAll(stops(check, target));
        }
        if (options.subjects().isEmpty()) {
            return new Plan(stops);
        }
        options.subjects().forEach(pattern -> refuseUnmatched(pattern, stops, target));
        return new Plan(stops.stream()
                .filter(stop -> options.subjects().stream().anyMatch(pattern -> matches(pattern, stop)))
                .toList());
    }

    /** The stops in the order in which they are run: what is decided, then steady, then disturbing checks. */
    public List<Stop> inOrder() {
        return stops.stream()
                .sorted(Comparator.comparing((Stop stop) -> stop.decided().isEmpty())
                        .thenComparing(stop -> stop.requirement().manner()))
                .toList();
    }

    /** The same, with what the environment cannot do marked inapplicable. */
    Plan within(Set<Capability> offered, String provider) {
        return new Plan(
                stops.stream().map(stop -> stop.within(offered, provider)).toList());
    }

    private static List<? extends Check<?>> selected(
            Collection<? extends Check<?>> checks, Target target, RunOptions options) {
        if (options.only().isEmpty()) {
            return ProfileSelection.of(options.profile().orElse(target.profile()), target, checks);
        }
        for (String pattern : options.only()) {
            if (checks.stream().noneMatch(check -> matches(pattern, check.requirement()))) {
                List<String> ids =
                        checks.stream().map(c -> c.requirement().id()).sorted().toList();
                throw new UsageException("--only " + pattern + " matches no check" + NearestName.hint(pattern, ids)
                        + (ids.isEmpty()
                                ? "; no suite of checks is on the class path"
                                : " there are " + String.join(", ", ids)));
            }
        }
        return checks.stream()
                .filter(check -> options.only().stream().anyMatch(pattern -> matches(pattern, check.requirement())))
                .toList();
    }

    private static boolean matches(String pattern, Requirement requirement) {
        Glob glob = new Glob(pattern);
        return glob.matches(requirement.id()) || glob.matches(requirement.suite());
    }

    private static boolean matches(String pattern, Stop stop) {
        Glob glob = new Glob(pattern);
        return stop.subject()
                .filter(subject -> glob.matches(subject.service()) || glob.matches(subject.toString()))
                .isPresent();
    }

    private static void refuseUnmatched(String pattern, List<Stop> stops, Target target) {
        if (stops.stream().noneMatch(stop -> matches(pattern, stop))) {
            Set<String> names = target.services().keySet();
            throw new UsageException("--subject " + pattern + " matches nothing that the selected checks look at"
                    + NearestName.hint(pattern, names) + " the services are " + String.join(", ", names));
        }
    }

    private static List<Stop> stops(Check<?> check, Target target) {
        try {
            Subjects subjects = check.subjects(target);
            if (subjects instanceof Subjects.Mistaken mistaken) {
                throw new UsageException(mistaken.why());
            }
            if (subjects instanceof Subjects.Some some) {
                return some.subjects().stream()
                        .map(subject -> new Stop(check, Optional.of(subject), Optional.empty()))
                        .toList();
            }
            String why = ((Subjects.None) subjects).why();
            return List.of(new Stop(check, Optional.empty(), Optional.of(new Outcome.Inapplicable(why))));
        } catch (UsageException e) {
            throw e;
        } catch (RuntimeException e) {
            return List.of(new Stop(
                    check,
                    Optional.empty(),
                    Optional.of(new Outcome.Inconclusive("the check could not tell what it applies to: " + e))));
        }
    }
}
