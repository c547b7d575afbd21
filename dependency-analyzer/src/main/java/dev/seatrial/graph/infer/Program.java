package dev.seatrial.graph.infer;

import dev.seatrial.graph.config.Settings;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.model.Kind;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.source.SourceFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One component while it is found out: a directory with a build, a container of a compose file, or both. */
final class Program {

    final String directory;
    final Place place;
    final Settings settings = new Settings();
    final List<SourceFile> files = new ArrayList<>();
    final Set<String> dependencies = new TreeSet<>();
    final Set<String> aliases = new TreeSet<>();
    final Set<Integer> ports = new TreeSet<>();
    final Map<String, String> names = new LinkedHashMap<>();
    String name;
    String namedBy;
    String artifact = "";
    String image = "";
    Kind kind = Kind.SERVICE;
    boolean built;
    boolean deployable;
    boolean served;

    @Nullable
    SourceFacts facts;

    Program(String directory, String name, String namedBy, Place place) {
        this.directory = directory;
        this.name = name;
        this.namedBy = namedBy;
        this.place = place;
        alias(name);
    }

    void alias(String alias) {
        if (!alias.isBlank()) {
            aliases.add(plain(alias));
        }
    }

    /** Notes a name and what gives it. */
    void named(String also, String by) {
        names.put(by, also);
        alias(also);
    }

    void rename(String better, String by) {
        named(better, by);
        name = better;
        namedBy = by;
    }

    boolean has(String... artifacts) {
        for (String wanted : artifacts) {
            if (dependencies.contains(wanted)) {
                return true;
            }
        }
        return false;
    }

    boolean annotated(String... annotations) {
        SourceFacts known = facts;
        if (known == null) {
            return false;
        }
        for (String wanted : annotations) {
            if (known.annotations().containsKey(wanted)) {
                return true;
            }
        }
        return false;
    }

    /** A name without case and signs: {@code ConfigService}, {@code config-service} are one. */
    static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
