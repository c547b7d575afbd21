package dev.seatrial.graph.infer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the last stage of a Dockerfile says.
 *
 * @param base the image below, followed through the file's own stages
 * @param lines the instructions of the last stage
 * @see <a href="https://docs.docker.com/reference/dockerfile/">Dockerfile reference: FROM, ENV, EXPOSE, ENTRYPOINT, CMD</a>
 */
record Dockerfile(String base, List<Line> lines) {

    /**
     * One instruction.
     *
     * @param number from 1
     */
    record Line(String word, String rest, int number) {}

    private static final Pattern FROM =
            Pattern.compile("(?:--\\S+\\s+)*(\\S+)(?:\\s+as\\s+(\\S+))?.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern PAIR = Pattern.compile("(\\w[\\w.]*)=(?:\"([^\"]*)\"|'([^']*)'|(\\S+))");

    static Dockerfile read(String text) {
        Map<String, String> stages = new HashMap<>();
        String base = "";
        List<Line> lines = new ArrayList<>();
        int number = 0;
        StringBuilder open = new StringBuilder();
        for (String raw : text.lines().toList()) {
            number++;
            String line = raw.strip();
            if (line.startsWith("#")) {
                continue;
            }
            if (line.endsWith("\\")) {
                open.append(line, 0, line.length() - 1).append(' ');
                continue;
            }
            String whole = open.append(line).toString().strip();
            open.setLength(0);
            String word = whole.replaceFirst("(?s)\\s.*", "").toUpperCase(Locale.ROOT);
            String rest = whole.substring(word.length()).strip();
            Matcher from = FROM.matcher(rest);
            if (word.equals("FROM") && from.matches()) {
                base = stages.getOrDefault(from.group(1), from.group(1));
                lines.clear();
                if (from.group(2) != null) {
                    stages.put(from.group(2), base);
                }
            } else if (!word.isEmpty()) {
                lines.add(new Line(word, rest, number));
            }
        }
        return new Dockerfile(base, List.copyOf(lines));
    }

    /** Gives a container what the file says. */
    void into(Container container, String file) {
        for (Line line : lines) {
            dev.seatrial.graph.model.Place place = new dev.seatrial.graph.model.Place(file, line.number());
            switch (line.word()) {
                case "EXPOSE" -> {
                    for (String port : line.rest().split("\\s+", -1)) {
                        container.port(port);
                    }
                }
                case "ENV" -> {
                    Matcher pair = PAIR.matcher(line.rest());
                    boolean any = false;
                    while (pair.find()) {
                        any = true;
                        String value = pair.group(2) != null
                                ? pair.group(2)
                                : pair.group(3) != null ? pair.group(3) : pair.group(4);
                        container.variable(pair.group(1), value, place);
                    }
                    String[] old = line.rest().split("\\s+", 2);
                    if (!any && old.length == 2) {
                        container.variable(old[0], old[1], place);
                    }
                }
                case "ENTRYPOINT", "CMD" -> container.command(line.rest(), place);
                default -> {
                    // builds the image, says nothing about what runs
                }
            }
        }
    }
}
