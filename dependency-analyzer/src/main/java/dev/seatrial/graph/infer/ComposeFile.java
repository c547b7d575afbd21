package dev.seatrial.graph.infer;

import dev.seatrial.graph.config.Setting;
import dev.seatrial.graph.model.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The services of a compose file, of the first form (no {@code services:}) or a later one, of every profile. {@code
 * depends_on} and {@code links} order the start and give names; they are no calls.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/services/">Compose file: services</a>
 * @see <a href="https://docs.docker.com/reference/compose-file/interpolation/">Compose file: interpolation</a>
 */
final class ComposeFile {

    /**
     * The name of a service, which may have dots, and what is said of it.
     *
     * @see <a href="https://docs.docker.com/reference/compose-file/services/">Compose file reference: services</a>
     */
    private static final Pattern ATTRIBUTE =
            Pattern.compile("([^\\[]+?)\\.((?:image|build|container_name|hostname|ports"
                    + "|expose|command|entrypoint|volumes|environment|env_file|logging|network_mode|networks|links"
                    + "|external_links|labels|deploy|depends_on|restart)\\b.*)");

    private static final Pattern ITEM = Pattern.compile("(.*)\\[\\d+]");
    private static final Pattern LINK = Pattern.compile("([\\w.-]+):([\\w.-]+)");
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:\\$|\\{(\\w+)(?:(:?[-?+])([^{}]*))?}|([A-Za-z_]\\w*))");

    private final String directory;
    private final Map<String, String> dotEnv;
    private final Function<String, List<Setting>> envFile;
    private final Map<String, Container> found = new LinkedHashMap<>();

    private ComposeFile(String directory, Map<String, String> dotEnv, Function<String, List<Setting>> envFile) {
        this.directory = directory;
        this.dotEnv = dotEnv;
        this.envFile = envFile;
    }

    /**
     * The services of a file; none if it is no compose file.
     *
     * @param dotEnv the variables of the {@code .env} beside it
     * @param envFile the settings of a file that {@code env_file} names
     */
    static List<Container> in(
            String directory, List<Setting> yaml, Map<String, String> dotEnv, Function<String, List<Setting>> envFile) {
        boolean hasServices = yaml.stream()
                .anyMatch(s -> s.key().matches("services\\.[^\\[]+\\.(image|build)(\\..*)?")
                        || (s.place().file().matches("(.*/)?(docker-)?compose[^/]*\\.ya?ml")
                                && s.key().startsWith("services.")));
        String prefix = hasServices ? "services." : "";
        if (!hasServices && yaml.stream().noneMatch(s -> s.key().matches("[^.\\[]+\\.(image|build)"))) {
            return List.of();
        }
        ComposeFile file = new ComposeFile(directory, dotEnv, envFile);
        for (Setting setting : yaml) {
            if (setting.key().startsWith(prefix)) {
                file.take(setting.key().substring(prefix.length()), setting);
            }
        }
        file.found.values().removeIf(file::sidecar);
        return List.copyOf(file.found.values());
    }

    /** Dapr's sidecar is no component: it gives the container beside it one more name. */
    private boolean sidecar(Container container) {
        Container beside = found.get(container.sidecarOf);
        if (beside == null || !Images.base(container.image).equals("daprd")) {
            return false;
        }
        if (!container.appId.isEmpty()) {
            beside.aliases.add(container.appId);
        }
        return true;
    }

    private void take(String key, Setting setting) {
        Matcher said = ATTRIBUTE.matcher(key);
        if (said.matches()
                && !key.startsWith("x-")
                && !Set.of("volumes", "networks", "secrets", "configs").contains(key.replaceFirst("\\..*", ""))) {
            Container container =
                    found.computeIfAbsent(said.group(1), n -> new Container(n, "compose service", setting.place()));
            take(container, said.group(2), interpolated(setting.value()), setting.place());
        }
    }

    private void take(Container to, String key, String value, Place place) {
        Matcher item = ITEM.matcher(key);
        switch (item.matches() ? item.group(1) : key) {
            case "image" -> to.image = value;
            case "build", "build.context" -> to.build = Container.normal(directory, value);
            case "build.dockerfile" -> to.dockerfile = value;
            case "container_name", "hostname" -> to.aliases.add(value);
            case "ports", "expose" -> to.port(value);
            case "command", "entrypoint" -> to.command(value, place);
            case "volumes" ->
                to.volumes.add(Container.normal(
                        directory, value.replaceAll("^\\$\\{?PWD}?/", "./").split(":", -1)[0]));
            case "environment" -> {
                int cut = value.indexOf('=');
                if (cut > 0) {
                    to.variable(value.substring(0, cut), value.substring(cut + 1), place);
                }
            }
            case "env_file" ->
                envFile.apply(Container.normal(directory, value))
                        .forEach(s -> to.variable(s.key(), s.value(), s.place()));
            case "logging.options.syslog-address", "logging.options.gelf-address", "logging.options.fluentd-address" ->
                to.logsTo = value;
            case "network_mode" -> to.sidecarOf = value.startsWith("service:") ? value.substring(8) : "";
            case "links", "external_links" -> linked(value);
            case "labels" -> label(to, value, place);
            default -> other(to, key, value, place);
        }
    }

    private void other(Container to, String key, String value, Place place) {
        if (key.startsWith("environment.")) {
            to.variable(key.substring("environment.".length()), value, place);
        } else if (key.startsWith("labels.") || key.startsWith("deploy.labels")) {
            label(to, key.replaceFirst("^(deploy\\.)?labels(\\[\\d+])?\\.?", "") + "=" + value, place);
        } else if (key.matches("networks\\..*\\.aliases\\[\\d+]")) {
            to.aliases.add(value);
        } else if (key.matches("env_file\\[\\d+]\\.path")) {
            envFile.apply(Container.normal(directory, value)).forEach(s -> to.variable(s.key(), s.value(), s.place()));
        } else if (key.matches("ports\\[\\d+]\\.(target|published)")) {
            to.port(value);
        } else if (key.matches("volumes\\[\\d+]\\.source")) {
            to.volumes.add(Container.normal(directory, value));
        }
    }

    /** @see <a href="https://doc.traefik.io/traefik/reference/routing-configuration/other-providers/docker/">Traefik:
     *     labels</a> */
    private static void label(Container to, String label, Place place) {
        if (label.matches("=?traefik\\.(http\\.(routers|services)|frontend)\\..*") && to.routed == null) {
            to.routed = place;
        }
    }

    /** {@code links: [db:postgres]} gives db a second name. */
    private void linked(String value) {
        Matcher matcher = LINK.matcher(value);
        Container meant = matcher.matches() ? found.get(matcher.group(1)) : null;
        if (meant != null) {
            meant.aliases.add(matcher.group(2));
        }
    }

    /** Variables from the {@code .env} file or with a default; one without either stays as it is written. */
    private String interpolated(String value) {
        Matcher matcher = VARIABLE.matcher(value);
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1) == null ? matcher.group(4) : matcher.group(1);
            String now = matcher.group();
            if (name == null) {
                now = "$";
            } else if (dotEnv.containsKey(name)) {
                now = dotEnv.getOrDefault(name, "");
            } else if (matcher.group(2) != null && matcher.group(2).endsWith("-")) {
                now = matcher.group(3);
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(now));
        }
        return matcher.appendTail(text).toString();
    }
}
