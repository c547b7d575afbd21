package dev.seatrial.run;

import dev.seatrial.check.Check;
import dev.seatrial.check.Observation;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Reach;
import dev.seatrial.check.Requirement;
import dev.seatrial.check.Requirement.Level;
import dev.seatrial.check.Requirement.Manner;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.check.Voyage;
import dev.seatrial.environment.Capability;
import dev.seatrial.target.Target;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A check that sees a text, and judges it by its first word. */
public final class FakeCheck implements Check<FakeCheck.Seen> {

    /** What it sees. */
    public record Seen(String text) implements Observation {}

    /** What it does to see it. */
    public interface Sight {
        String see(Subject subject, Voyage voyage) throws InterruptedException;
    }

    private final Requirement requirement;
    private final Sight sight;
    private final Function<Target, Subjects> subjects;
    private final BiFunction<Subject, Target, Reach> reach;

    private FakeCheck(Requirement requirement, Sight sight, Function<Target, Subjects> subjects) {
        this(requirement, sight, subjects, (subject, target) -> Reach.everything());
    }

    private FakeCheck(
            Requirement requirement,
            Sight sight,
            Function<Target, Subjects> subjects,
            BiFunction<Subject, Target, Reach> reach) {
        this.requirement = requirement;
        this.sight = sight;
        this.subjects = subjects;
        this.reach = reach;
    }

    /** A steady check of every service. */
    public static FakeCheck steady(String id, Sight sight) {
        return new FakeCheck(requirement(id, Manner.STEADY, Set.of()), sight, FakeCheck::services);
    }

    /** A disturbing check of every service. */
    public static FakeCheck disturbing(String id, Sight sight) {
        return new FakeCheck(requirement(id, Manner.DISTURBING, Set.of()), sight, FakeCheck::services);
    }

    /** The same with needs. */
    public FakeCheck needing(Capability... needs) {
        return new FakeCheck(requirement(requirement.id(), requirement.manner(), Set.of(needs)), sight, subjects);
    }

    /** The same with other subjects. */
    public FakeCheck of(Function<Target, Subjects> other) {
        return new FakeCheck(requirement, sight, other);
    }

    /** The same with another reach. */
    public FakeCheck reaching(BiFunction<Subject, Target, Reach> other) {
        return new FakeCheck(requirement, sight, subjects, other);
    }

    private static Subjects services(Target target) {
        return Subjects.of(target.services().keySet().stream().map(Subject::of).toList(), "the target has no service");
    }

    private static Requirement requirement(String id, Manner manner, Set<Capability> needs) {
        return new Requirement(id, "fake", Level.MUST, "a rule", "because", "a document", needs, manner);
    }

    @Override
    public Requirement requirement() {
        return requirement;
    }

    @Override
    public Class<Seen> observation() {
        return Seen.class;
    }

    @Override
    public Subjects subjects(Target target) {
        return subjects.apply(target);
    }

    @Override
    public Reach reach(Subject subject, Target target) {
        return reach.apply(subject, target);
    }

    @Override
    public Seen observe(Subject subject, Voyage voyage) throws InterruptedException {
        return new Seen(sight.see(subject, voyage));
    }

    @Override
    public Outcome judge(Seen seen) {
        if (seen.text().startsWith("good")) {
            return new Outcome.Satisfied(seen.text());
        }
        if (seen.text().startsWith("unclear")) {
            return new Outcome.Inconclusive(seen.text());
        }
        return new Outcome.Violated(java.util.List.of(new dev.seatrial.check.Finding(
                "looked", seen.text(), "something good", "make it good", "curl http://127.0.0.1:1/")));
    }
}
