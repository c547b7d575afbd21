package dev.seatrial.graph.seen;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Paths of requests as templates: what names one of many becomes {@code {}}. */
final class Paths {

    private static final Pattern ONE_OF_MANY = Pattern.compile(
            "\\d+|[0-9a-fA-F-]{16,}|(?=[^/]*\\d)[A-Za-z0-9_-]{12,}|[^/]*%[0-9A-Fa-f]{2}[^/]*|[^/]*@[^/]*");

    private Paths() {}

    static String template(String path) {
        String bare = path.replaceAll("[?#].*", "");
        return Arrays.stream(bare.split("/", -1))
                .map(part -> ONE_OF_MANY.matcher(part).matches() ? "{}" : part)
                .collect(Collectors.joining("/"));
    }
}
