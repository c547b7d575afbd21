package dev.seatrial.graph.infer;

import dev.seatrial.graph.config.Setting;
import dev.seatrial.graph.config.Settings;
import dev.seatrial.graph.model.Place;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One thing that a file of the deployment starts: a service of a compose file, a workload of a cluster. */
final class Container {

    private static final Pattern PORT = Pattern.compile("(?:[\\d.]+:)?(?:(\\d+):)?(\\d+)(?:/\\w+)?");
    /** @see <a href="https://docs.dapr.io/reference/arguments-annotations-overview/">Dapr: app-id</a> */
    private static final Pattern APP_ID = Pattern.compile("--?app-id[=\\s\"',]+([\\w.-]+)");

    private static final Pattern OPTION =
            Pattern.compile("(?:^|[\\s\"'\\[,])(?:-D|--)([A-Za-z][\\w.-]*\\.[\\w.-]+)=([^\\s\"',]+)");

    final Place place;
    String name;
    String source;
    final Set<String> aliases = new TreeSet<>();
    final Set<Integer> ports = new TreeSet<>();
    final List<Setting> environment = new ArrayList<>();
    final Map<String, String> variables = new TreeMap<>();
    final List<String> volumes = new ArrayList<>();
    String image = "";
    String build = "";

    /** The Dockerfile, as seen from the build's directory, where it is not the usual one. */
    String dockerfile = "";

    String logsTo = "";

    /** The container beside which a sidecar runs, with the name that the sidecar gives it. */
    String sidecarOf = "";

    String appId = "";

    /** Where a label says that a proxy routes to it. */
    @Nullable
    Place routed;

    /**
     * @param source what names it, such as {@code compose service}
     */
    Container(String name, String source, Place place) {
        this.name = name;
        this.source = source;
        this.place = place;
    }

    /** Neither an image nor a build: an override of another file's service. */
    boolean bare() {
        return image.isEmpty() && build.isEmpty();
    }

    /** Where the Dockerfile lies: of many that share one context, what tells whose image it is. */
    String home() {
        int slash = dockerfile.lastIndexOf('/');
        return slash < 0 ? build : normal(build, dockerfile.substring(0, slash));
    }

    void variable(String variable, String value, Place where) {
        variables.putIfAbsent(variable, value);
        environment.add(new Setting(Settings.canonical(Settings.ofEnvironment(variable)), value, where));
        environment.add(new Setting(Settings.canonical(variable), value, where));
    }

    /**
     * Settings on a command line.
     *
     * @see <a href="https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.command-line-args">
     *     Spring Boot: command line properties</a>
     */
    void command(String text, Place where) {
        Matcher id = APP_ID.matcher(text);
        if (id.find()) {
            appId = id.group(1);
        } else if (appId.equals("?")) {
            appId = text; // the item after the option
        } else if (text.matches("--?app-id")) {
            appId = "?";
        }
        Matcher matcher = OPTION.matcher(text);
        while (matcher.find()) {
            environment.add(new Setting(Settings.canonical(matcher.group(1)), matcher.group(2), where));
        }
    }

    void port(String value) {
        Matcher matcher = PORT.matcher(value.replaceAll("\\$\\{[^}]*:-?(\\d+)}", "$1"));
        if (matcher.matches()) {
            number(matcher.group(1));
            number(matcher.group(2));
        }
    }

    private void number(@Nullable String port) {
        if (port != null && port.length() <= 5) {
            ports.add(Integer.parseInt(port));
        }
    }

    /** A path beside a file, below the analysed directory. */
    static String normal(String directory, String path) {
        try {
            String joined =
                    Path.of(directory).resolve(path).normalize().toString().replace('\\', '/');
            return joined.equals(".") ? "" : joined;
        } catch (InvalidPathException e) {
            return path;
        }
    }
}
