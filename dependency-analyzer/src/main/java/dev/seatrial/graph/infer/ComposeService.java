package dev.seatrial.graph.infer;

import dev.seatrial.graph.config.Setting;
import dev.seatrial.graph.config.Settings;
import dev.seatrial.graph.model.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One service of a compose file, of the first form (no {@code services:}) or a later one. {@code depends_on} and {@code
 * links} order the start and give names; they are no calls.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/services/">Compose file: services</a>
 */
final class ComposeService {

    private static final Pattern PORT = Pattern.compile("(?:[\\d.]+:)?(?:(\\d+):)?(\\d+)(?:/\\w+)?");
    private static final Pattern ITEM = Pattern.compile("(.*)\\[\\d+]");

    final String name;
    final Place place;
    final Set<String> aliases = new TreeSet<>();
    final Set<Integer> ports = new TreeSet<>();
    final List<Setting> environment = new ArrayList<>();
    final Map<String, String> variables = new TreeMap<>();
    final List<String> volumes = new ArrayList<>();
    String image = "";
    String build = "";
    String logsTo = "";

    private ComposeService(String name, Place place) {
        this.name = name;
        this.place = place;
    }

    /** The services of a file; none if it is no compose file. */
    static List<ComposeService> in(String directory, List<Setting> yaml) {
        boolean hasServices =
                yaml.stream().anyMatch(s -> s.key().matches("services\\.[^.\\[]+\\.(image|build)(\\..*)?"));
        String prefix = hasServices ? "services." : "";
        if (!hasServices && yaml.stream().noneMatch(s -> s.key().matches("[^.\\[]+\\.(image|build)"))) {
            return List.of();
        }
        Map<String, ComposeService> found = new LinkedHashMap<>();
        for (Setting setting : yaml) {
            if (!setting.key().startsWith(prefix)) {
                continue;
            }
            String key = setting.key().substring(prefix.length());
            int dot = key.indexOf('.');
            if (dot > 0 && !Set.of("volumes", "networks", "secrets", "configs").contains(key.substring(0, dot))) {
                found.computeIfAbsent(key.substring(0, dot), n -> new ComposeService(n, setting.place()))
                        .take(directory, key.substring(dot + 1), setting);
            }
        }
        return List.copyOf(found.values());
    }

    private void take(String directory, String key, Setting setting) {
        String value = setting.value();
        Matcher item = ITEM.matcher(key);
        String list = item.matches() ? item.group(1) : key;
        switch (list) {
            case "image" -> image = value;
            case "build", "build.context" -> build = normal(directory, value);
            case "container_name", "hostname" -> aliases.add(value);
            case "ports" -> port(value);
            case "expose" -> port(value);
            case "volumes" ->
                volumes.add(normal(
                        directory, value.replaceAll("^\\$\\{?PWD}?/", "./").split(":", -1)[0]));
            case "environment" -> {
                int cut = value.indexOf('=');
                if (cut > 0) {
                    variable(value.substring(0, cut), value.substring(cut + 1), setting.place());
                }
            }
            case "logging.options.syslog-address", "logging.options.gelf-address", "logging.options.fluentd-address" ->
                logsTo = value;
            default -> {
                if (key.startsWith("environment.")) {
                    variable(key.substring("environment.".length()), value, setting.place());
                } else if (key.matches("networks\\..*\\.aliases\\[\\d+]")) {
                    aliases.add(value);
                }
            }
        }
    }

    private void variable(String variable, String value, Place place) {
        variables.putIfAbsent(variable, value);
        environment.add(new Setting(Settings.canonical(Settings.ofEnvironment(variable)), value, place));
        environment.add(new Setting(Settings.canonical(variable), value, place));
    }

    private void port(String value) {
        Matcher matcher = PORT.matcher(value.replaceAll("\\$\\{[^}]*:-?(\\d+)}", "$1"));
        if (matcher.matches()) {
            if (matcher.group(1) != null) {
                ports.add(Integer.parseInt(matcher.group(1)));
            }
            ports.add(Integer.parseInt(matcher.group(2)));
        }
    }

    private static String normal(String directory, String path) {
        try {
            String joined =
                    Path.of(directory).resolve(path).normalize().toString().replace('\\', '/');
            return joined.equals(".") ? "" : joined;
        } catch (java.nio.file.InvalidPathException e) {
            return path;
        }
    }
}
