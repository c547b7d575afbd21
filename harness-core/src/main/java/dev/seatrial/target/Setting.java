package dev.seatrial.target;

import java.util.List;
import java.util.Optional;

/** One {@code --set path=value}: a scalar put over the file before it is read. */
final class Setting {

    private Setting() {}

    static void apply(String override, Tree tree, List<Problem> problems) {
        Tree.Source source = Tree.Source.of("--set " + override, override);
        int equals = override.indexOf('=');
        String path = equals < 0 ? override : override.substring(0, equals);
        if (equals <= 0 || path.startsWith(".") || path.endsWith(".") || path.contains("..")) {
            problems.add(
                    new Tree.Place(source, 1, 1).problem("expected path=value, such as payments.env.LOG_LEVEL=debug"));
            return;
        }
        if (!(tree instanceof Tree.Mapping root)) {
            return;
        }
        String[] words = path.split("\\.", -1);
        Tree.Mapping at = root;
        int column = 1;
        if (!TargetShape.FILE_SHAPE.fields().containsKey(words[0])) {
            Optional<Tree.Mapping> services = root.entry("services")
                    .map(Tree.Entry::value)
                    .filter(Tree.Mapping.class::isInstance)
                    .map(Tree.Mapping.class::cast);
            List<String> names = services.map(
                            s -> s.entries().stream().map(e -> e.key().text()).toList())
                    .orElse(List.of());
            if (!names.contains(words[0])) {
                problems.add(new Tree.Place(source, 1, 1)
                        .problem("\"" + words[0] + "\" is neither a key of the file nor a service"
                                + NearestName.hint(words[0], names) + " services: " + String.join(", ", names)));
                return;
            }
            at = services.orElse(root);
        }
        for (int i = 0; i < words.length - 1; i++) {
            Tree.Place place = new Tree.Place(source, 1, column);
            Tree.Mapping parent = at;
            String word = words[i];
            Optional<Tree> next = parent.entry(word).map(Tree.Entry::value);
            if (next.isPresent() && next.get() instanceof Tree.Mapping mapping) {
                at = mapping;
            } else if (next.isPresent()) {
                problems.add(place.problem(
                        "\"" + word + "\" is " + next.get().kind() + ", not a mapping; nothing can be set below it"));
                return;
            } else {
                at = Tree.Mapping.empty(place);
                parent.put(new Tree.Scalar(place, word, true), at);
            }
            column += word.length() + 1;
        }
        Tree.Place place = new Tree.Place(source, 1, column);
        at.put(
                new Tree.Scalar(place, words[words.length - 1], true),
                new Tree.Scalar(new Tree.Place(source, 1, equals + 2), override.substring(equals + 1), true));
    }
}
