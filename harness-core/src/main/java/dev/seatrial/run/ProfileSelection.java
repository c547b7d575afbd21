package dev.seatrial.run;

import dev.seatrial.check.Check;
import dev.seatrial.check.Requirement;
import dev.seatrial.target.NearestName;
import dev.seatrial.target.Problem;
import dev.seatrial.target.Profile;
import dev.seatrial.target.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The checks of a profile. */
final class ProfileSelection {

    private ProfileSelection() {}

    /**
     * Those that belong to it.
     *
     * @throws UsageException if there is no such profile, or an own one of the target names what there is not; the message
     *     holds every place
     */
    static List<? extends Check<?>> of(String name, Target target, Collection<? extends Check<?>> checks) {
        Map<String, Profile> all = target.allProfiles();
        Profile profile = all.get(name);
        if (profile == null) {
            throw new UsageException("there is no profile \"" + name + "\"" + NearestName.hint(name, all.keySet())
                    + " expected one of " + String.join(", ", all.keySet()));
        }
        List<Requirement> there =
                checks.stream().<Requirement>map(Check::requirement).toList();
        List<Problem> problems = new ArrayList<>();
        profile.choices().forEach(choice -> unknown(choice, profile, there).ifPresent(problems::add));
        List<? extends Check<?>> chosen = checks.stream()
                .filter(check -> profile.includes(
                        check.requirement().id(), check.requirement().suite()))
                .toList();
        if (problems.isEmpty() && chosen.isEmpty() && !checks.isEmpty()) {
            profile.place()
                    .ifPresent(place ->
                            problems.add(place.saying("profile \"" + name + "\" leaves out all that it includes")));
        }
        if (!problems.isEmpty()) {
            throw new UsageException(
                    problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        }
        return chosen;
    }

    private static Optional<Problem> unknown(Profile.Choice choice, Profile profile, List<Requirement> there) {
        if (choice.place().isEmpty() || there.stream().anyMatch(r -> choice.matches(r.id(), r.suite()))) {
            return Optional.empty();
        }
        List<String> names = there.stream()
                .flatMap(r -> Stream.of(r.id(), r.suite()))
                .distinct()
                .sorted()
                .toList();
        return Optional.of(choice.place()
                .get()
                .saying("\"" + choice.pattern() + "\" of profile \"" + profile.name() + "\" matches no check"
                        + (names.isEmpty()
                                ? "; no suite of checks is on the class path"
                                : NearestName.to(choice.pattern(), names)
                                                .map(near -> "; did you mean \"" + near + "\"?")
                                                .orElse(";")
                                        + " there are " + String.join(", ", names))));
    }
}
