package dev.seatrial.schema.reference;

import com.networknt.schema.Error;
import dev.seatrial.schema.document.Place;
import dev.seatrial.schema.json.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The reference engine's many errors, as one fault for each real fault. */
final class FaultReducer {
    private FaultReducer() {}

    static List<Fault> reduce(List<Error> errors, Place place) {
        List<Error> closest = closestBranches(errors);
        List<Error> causes =
                closest.stream().filter(error -> !isEcho(error, closest)).toList();
        return causes.stream().map(error -> fault(error, place)).distinct().toList();
    }

    /** An unevaluated value that failed elsewhere is only reported because it failed there. */
    private static boolean isEcho(Error error, List<Error> all) {
        return String.valueOf(error.getKeyword()).startsWith("unevaluated")
                && all.stream()
                        .anyMatch(other -> !other.equals(error)
                                && !String.valueOf(other.getKeyword()).startsWith("unevaluated")
                                && other.getInstanceLocation().startsWith(error.getInstanceLocation()));
    }

    private static List<Error> closestBranches(List<Error> errors) {
        List<Error> rest = new ArrayList<>();
        Map<String, Map<String, List<Error>>> choices = new TreeMap<>();
        for (Error error : errors) {
            String path = error.getEvaluationPath().toString();
            int at = Math.max(choice(path, "/anyOf/"), choice(path, "/oneOf/"));
            if (at < 0) {
                rest.add(error);
            } else {
                int end = path.indexOf('/', at);
                String branch = end < 0 ? path : path.substring(0, end);
                choices.computeIfAbsent(path.substring(0, at), k -> new TreeMap<>())
                        .computeIfAbsent(branch, k -> new ArrayList<>())
                        .add(error);
            }
        }
        choices.values()
                .forEach(branches -> rest.addAll(branches.values().stream()
                        .min((a, b) -> Integer.compare(distance(a), distance(b)))
                        .orElseThrow()));
        return rest;
    }

    private static int choice(String path, String keyword) {
        int at = path.indexOf(keyword);
        return at < 0 ? -1 : at + keyword.length();
    }

    private static int distance(List<Error> branch) {
        int shallowest = branch.stream()
                .mapToInt(error -> error.getInstanceLocation().getNameCount())
                .min()
                .orElse(0);
        boolean wrongKind = branch.stream()
                .anyMatch(error -> List.of("type", "const", "enum").contains(String.valueOf(error.getKeyword())));
        return branch.size() + (wrongKind ? 1000 : 0) - shallowest;
    }

    private static Fault fault(Error error, Place place) {
        String keyword = String.valueOf(error.getKeyword());
        String pointer = error.getInstanceLocation().toString();
        String message = error.getMessage();
        int colon = message.indexOf(": ");
        return new Fault(
                pointer.equals("/") ? "" : pointer,
                schemaPointer(error, place),
                keyword,
                colon > 0 && message.startsWith(pointer) ? message.substring(colon + 2) : message,
                expected(error, keyword));
    }

    private static String schemaPointer(Error error, Place place) {
        String location = error.getSchemaLocation().toString();
        int hash = location.indexOf('#');
        return location.startsWith(place.base()) ? place.document().name() + location.substring(hash) : location;
    }

    private static String expected(Error error, String keyword) {
        Object[] arguments = error.getArguments();
        return arguments == null || arguments.length == 0
                ? keyword
                : keyword + " "
                        + List.of(arguments).stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
