package dev.seatrial.schema.compiled;

import dev.seatrial.schema.text.EcmaPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an object's members must be. */
final class ObjectRules {
    /** A pattern of names, and what members of such names must be. */
    record Patterned(EcmaPattern pattern, Node node) {}

    final Map<String, Node> properties = new LinkedHashMap<>();
    final List<Patterned> patterned = new ArrayList<>();
    final Map<String, List<String>> dependentRequired = new LinkedHashMap<>();
    List<String> required = List.of();

    @Nullable
    Node additional;

    @Nullable
    Node names;

    int least;
    int most = Integer.MAX_VALUE;
}
