package dev.seatrial.graph.init;

import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.files.SourceTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command that starts a program, as its own files tell it.
 *
 * @param words to be run in the system's directory
 * @param file the file that tells it
 * @see <a href="https://docs.npmjs.com/cli/using-npm/scripts">npm: scripts, start</a>
 * @see <a href="https://docs.docker.com/reference/dockerfile/">Dockerfile reference: ENTRYPOINT, CMD</a>
 */
record StartCommand(List<String> words, String file) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern EXEC_FORM = Pattern.compile("(?im)^[ \\t]*(ENTRYPOINT|CMD)[ \\t]+(\\[.*])[ \\t]*$");
    private static final Pattern NODE = Pattern.compile("node(( +[\\w./=-]+)+)");

    StartCommand {
        words = List.copyOf(words);
    }

    /** That of the program in this directory below the system's; empty where no file tells it. */
    static Optional<StartCommand> of(SourceTree tree, String directory) {
        String base = directory.isEmpty() ? "" : directory + "/";
        return npm(tree, base).or(() -> dockerfile(tree, base));
    }

    private static Optional<StartCommand> npm(SourceTree tree, String base) {
        return json(tree, base + "package.json").flatMap(read -> {
            String start = read.path("scripts").path("start").asString("").strip();
            String main = read.path("main").asString("");
            Matcher node = NODE.matcher(start);
            if (node.matches()) {
                return ours(tree, base, List.of(start.split(" +", -1)), base + "package.json");
            } else if (!start.isEmpty()) {
                List<String> words = base.isEmpty()
                        ? List.of("npm", "start")
                        : List.of("npm", "--prefix", base.substring(0, base.length() - 1), "start");
                return Optional.of(new StartCommand(words, base + "package.json"));
            }
            return ours(tree, base, List.of("node", main), base + "package.json");
        });
    }

    private static Optional<StartCommand> dockerfile(SourceTree tree, String base) {
        Optional<String> text = text(tree, base + "Dockerfile");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        List<String> entry = List.of();
        List<String> command = List.of();
        Matcher line = EXEC_FORM.matcher(text.get());
        while (line.find()) { // the last of each counts
            List<String> words = strings(line.group(2));
            if (line.group(1).equalsIgnoreCase("CMD")) {
                command = words;
            } else {
                entry = words;
            }
        }
        List<String> all = new ArrayList<>(entry);
        all.addAll(command);
        return ours(tree, base, all, base + "Dockerfile");
    }

    /** Empty where no word names a file of the program: it is made elsewhere, such as in the image. */
    private static Optional<StartCommand> ours(SourceTree tree, String base, List<String> words, String file) {
        List<String> here = words.stream()
                .map(word -> word.startsWith("./") ? word.substring(2) : word)
                .map(word -> has(tree, base + word) ? base + word : word)
                .toList();
        boolean any = here.stream().skip(1).anyMatch(word -> has(tree, word));
        return any ? Optional.of(new StartCommand(here, file)) : Optional.empty();
    }

    private static List<String> strings(String array) {
        try {
            List<String> words = new ArrayList<>();
            JSON.readTree(array).forEach(word -> words.add(word.asString()));
            return words;
        } catch (JacksonException shellForm) {
            return List.of();
        }
    }

    private static Optional<JsonNode> json(SourceTree tree, String name) {
        try {
            return text(tree, name).map(JSON::readTree);
        } catch (JacksonException broken) {
            return Optional.empty(); // the graph warns of it
        }
    }

    private static boolean has(SourceTree tree, String name) {
        return tree.files().stream().anyMatch(f -> f.name().equals(name));
    }

    private static Optional<String> text(SourceTree tree, String name) {
        Optional<SourceFile> file =
                tree.files().stream().filter(f -> f.name().equals(name)).findFirst();
        try {
            return file.isPresent() ? Optional.of(file.get().text()) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty(); // the graph warns of it
        }
    }
}
