package dev.seatrial.run;

import dev.seatrial.check.Requirement;
import dev.seatrial.target.Glob;
import dev.seatrial.target.NearestName;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A named selection of requirements that a team holds itself to. The profiles that come with Seatrial are data, in
 * {@code profiles.json} beside this class.
 *
 * @param name such as {@code core}
 * @param means for whom it is, in one line
 * @param include ids, suites, or patterns of them
 */
public record Profile(String name, String means, List<String> include) {

    public Profile {
        include = List.copyOf(include);
    }

    /** Whether the requirement belongs to it. */
    public boolean includes(Requirement requirement) {
        return include.stream()
                .map(Glob::new)
                .anyMatch(glob -> glob.matches(requirement.id()) || glob.matches(requirement.suite()));
    }

    /**
     * The profile of this name.
     *
     * @throws UsageException if there is none
     */
    public static Profile named(String name) {
        Map<String, Profile> all = all();
        Profile profile = all.get(name);
        if (profile == null) {
            throw new UsageException("there is no profile \"" + name + "\"" + NearestName.hint(name, all.keySet())
                    + " expected one of " + String.join(", ", all.keySet()));
        }
        return profile;
    }

    /** Every profile by its name. */
    public static Map<String, Profile> all() {
        try (InputStream in = Profile.class.getResourceAsStream("profiles.json")) {
            Map<String, Profile> all = new TreeMap<>();
            JsonMapper.shared()
                    .readValue(in, new TypeReference<List<Profile>>() {})
                    .forEach(profile -> all.put(profile.name(), profile));
            return all;
        } catch (java.io.IOException e) {
            throw new IllegalStateException("profiles.json cannot be read", e);
        }
    }
}
