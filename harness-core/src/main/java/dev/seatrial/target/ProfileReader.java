package dev.seatrial.target;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the profiles of a target file, and the one that the target is held to. */
final class ProfileReader {

    private final Surroundings around;
    private final Map<String, Profile> known = new LinkedHashMap<>(Profile.shipped());
    private final Set<String> shipped = Set.copyOf(known.keySet());
    private final Map<String, Profile> own = new LinkedHashMap<>();

    ProfileReader(Surroundings around) {
        this.around = around;
    }

    /** The target's own profiles, in the order of the file; each may extend those above it. */
    Map<String, Profile> read(Branch file) {
        List<Tree.Entry> entries =
                file.branch("profiles").map(b -> b.tree().entries()).orElse(List.of());
        List<String> names = entries.stream().map(e -> e.key().text()).toList();
        for (Tree.Entry entry : entries) {
            Profile profile = profile(entry.key(), Branch.of(entry.value()), names);
            if (shipped.contains(profile.name())) {
                around.problem(
                        entry.key(),
                        "\"" + profile.name() + "\" is a profile that comes with Seatrial; give this one another name,"
                                + " and let it extend " + profile.name());
                continue;
            }
            own.put(profile.name(), profile);
            known.put(profile.name(), profile);
        }
        file.scalar("profile").ifPresent(p -> around.known(p, "profile", known.keySet()));
        return own;
    }

    private Profile profile(Tree.Scalar name, Branch branch, List<String> declared) {
        Optional<Tree.Scalar> base = branch.scalar("extends");
        base.ifPresent(b -> refuseUnknown(b, name, declared));
        if (base.isEmpty() && branch.scalars("include").isEmpty()) {
            around.problem(
                    name,
                    "profile \"" + name.text() + "\" selects nothing; say with \"include\" what belongs to it, or with"
                            + " \"extends\" which profile it begins with");
        }
        return new Profile(
                name.text(),
                branch.text("means").orElse(""),
                base.flatMap(b -> Optional.ofNullable(known.get(b.text()))),
                choices(branch, "include"),
                choices(branch, "exclude"),
                Optional.of(name.place().problem("")));
    }

    private void refuseUnknown(Tree.Scalar base, Tree.Scalar name, List<String> declared) {
        if (!known.containsKey(base.text()) && declared.contains(base.text())) {
            around.problem(
                    base,
                    base.text().equals(name.text())
                            ? "profile \"" + name.text() + "\" extends itself"
                            : "profile \"" + base.text() + "\" stands below; one extends those above it");
        } else {
            around.known(base, "profile", known.keySet());
        }
    }

    private static List<Profile.Choice> choices(Branch branch, String key) {
        return branch.scalars(key).stream()
                .map(s -> new Profile.Choice(s.text(), Optional.of(s.place().problem(""))))
                .toList();
    }
}
