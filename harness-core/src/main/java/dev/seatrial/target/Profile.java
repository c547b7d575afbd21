package dev.seatrial.target;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A named selection of requirements that a team holds itself to. Those that come with Seatrial are data, in
 * {@code profiles.json} beside this class; a target may declare its own.
 *
 * @param name such as {@code core}
 * @param means for whom it is, in one line; may be empty
 * @param base what it extends
 * @param include what it adds to that
 * @param exclude what it then leaves out
 * @param place where it is declared, for one of a target's own
 */
public record Profile(
        String name,
        String means,
        Optional<Profile> base,
        List<Choice> include,
        List<Choice> exclude,
        Optional<Problem> place) {

    public Profile {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /**
     * Requirements chosen by id or suite.
     *
     * @param pattern an id, a suite, or a pattern of either
     * @param place where it is written, for one of a target's own
     */
    public record Choice(String pattern, Optional<Problem> place) {

        /** Whether it chooses a requirement. */
        public boolean matches(String id, String suite) {
            Glob glob = new Glob(pattern);
            return glob.matches(id) || glob.matches(suite);
        }
    }

    /** Whether a requirement with this id, of this suite, belongs to it. */
    public boolean includes(String id, String suite) {
        return (base.filter(b -> b.includes(id, suite)).isPresent()
                        || include.stream().anyMatch(c -> c.matches(id, suite)))
                && exclude.stream().noneMatch(c -> c.matches(id, suite));
    }

    /** Everything that is chosen or left out, here and in what it extends. */
    public List<Choice> choices() {
        Stream<Choice> inherited = base.stream().flatMap(b -> b.choices().stream());
        return Stream.concat(inherited, Stream.concat(include.stream(), exclude.stream()))
                .toList();
    }

    /** The profiles that come with Seatrial, by name. */
    public static Map<String, Profile> shipped() {
        List<Problem> problems = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(Profile.class.getResourceAsStream("profiles.json"))) {
            Map<String, Profile> all = new TreeMap<>();
            Tree list =
                    YamlText.read("profiles.json", in.readAllBytes(), problems).orElseThrow(); // JSON is YAML
            for (Tree item : ((Tree.Sequence) list).items()) {
                Profile one = shipped(Branch.of(item));
                all.put(one.name(), one);
            }
            return all;
        } catch (IOException e) {
            throw new IllegalStateException("profiles.json cannot be read", e);
        }
    }

    private static Profile shipped(Branch branch) {
        List<Choice> include = branch.texts("include").stream()
                .map(pattern -> new Choice(pattern, Optional.empty()))
                .toList();
        return new Profile(
                branch.text("name").orElseThrow(),
                branch.text("means").orElse(""),
                Optional.empty(),
                include,
                List.of(),
                Optional.empty());
    }
}
