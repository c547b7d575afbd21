package dev.seatrial.cli;

import dev.seatrial.check.Requirement;
import dev.seatrial.run.Checks;
import dev.seatrial.target.Profile;
import java.util.List;
import java.util.Objects;

/** The ids of the checks that the program has. */
final class ChecksIds {

    private ChecksIds() {}

    static List<String> all() {
        return Checks.discover().stream().map(c -> c.requirement().id()).toList();
    }

    static List<String> core() {
        Profile core = Objects.requireNonNull(Profile.shipped().get("core"));
        return Checks.discover().stream()
                .<Requirement>map(c -> c.requirement())
                .filter(r -> core.includes(r.id(), r.suite()))
                .map(Requirement::id)
                .toList();
    }
}
