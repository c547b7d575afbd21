package dev.seatrial.cli;

import dev.seatrial.check.Requirement;
import dev.seatrial.run.Checks;
import dev.seatrial.run.Profile;
import java.util.List;

/** The ids of the checks that the program has. */
final class ChecksIds {

    private ChecksIds() {}

    static List<String> all() {
        return Checks.discover().stream().map(c -> c.requirement().id()).toList();
    }

    static List<String> core() {
        Profile core = Profile.named("core");
        return Checks.discover().stream()
                .<Requirement>map(c -> c.requirement())
                .filter(core::includes)
                .map(Requirement::id)
                .toList();
    }
}
