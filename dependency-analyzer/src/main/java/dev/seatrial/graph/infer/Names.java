package dev.seatrial.graph.infer;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From a host and port as they are written to the program that is meant. */
final class Names {

    private static final Pattern URL = Pattern.compile(
            "(?:[a-z][a-z0-9+.:-]*:)?//(?:[^/@\\s]*@)?([^/:?#\\s,]+|\\$\\{[^}]*})(?::(\\d+))?([^\\s]*)",
            Pattern.CASE_INSENSITIVE);
    /** @see <a href="https://docs.dapr.io/reference/api/service_invocation_api/">Dapr: service invocation API</a> */
    private static final Pattern DAPR = Pattern.compile("https?://[^/]*/v1\\.0/invoke/([\\w.-]+)/method(/\\S*)?");

    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "0.0.0.0", "host.docker.internal", "::1");

    private final Map<String, Program> byAlias = new HashMap<>();
    private final Map<Integer, Program> byPort = new HashMap<>();

    Names(List<Program> programs) {
        for (Program program : programs) {
            byAlias.put(Program.plain(program.name), program);
        }
        for (Program program : programs) {
            program.aliases.forEach(a -> byAlias.putIfAbsent(a, program));
            for (int port : program.ports) {
                byPort.putIfAbsent(port, program);
            }
        }
    }

    /** A host with port and path out of a URL. */
    record Address(String host, int port, String path) {

        boolean here() {
            return HERE.contains(host.toLowerCase(Locale.ROOT));
        }

        /** {@code /orders}: the database on the server that the address names, or empty. */
        String database() {
            String name = path == null ? "" : path.replaceFirst("[?;#].*", "");
            return name.matches("/[\\w.-]+") ? name : "";
        }

        boolean known() {
            return !host.isEmpty() && !host.contains("{") && !host.contains("$");
        }

        /** A public name, such as {@code api.example.com}; not a short one, nor an address. */
        boolean publicName() {
            return known()
                    && host.matches("(?i)[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z]{2,}")
                    && !host.matches(".*\\.(local|internal|svc|cluster)$");
        }
    }

    /**
     * The address in a URL, or in a target of gRPC, whose host stands after a third slash.
     *
     * @see <a href="https://github.com/grpc/grpc/blob/master/doc/naming.md">gRPC: Name Resolution</a>
     */
    static Optional<Address> address(String url) {
        // Dapr's sidecar passes on to the application that the path names
        Matcher dapr = DAPR.matcher(url);
        if (dapr.matches()) {
            return Optional.of(new Address(dapr.group(1), 0, dapr.group(2) == null ? "" : dapr.group(2)));
        }
        // a port that is not known, or what follows a host without a slash: the host alone counts
        Matcher matcher = URL.matcher(url.replaceFirst("(//[\\w.-]+):?\\{}(?=/|$)", "$1")
                .replaceFirst("^jdbc:", "")
                .replaceFirst("^lb:(?=https?:)", "")
                .replaceFirst("^(?:(?:discovery|passthrough|kubernetes|xds)://|dns:(?://[^/]*)?)/(?=[^/])", "grpc://"));
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        String port = matcher.group(2);
        return Optional.of(new Address(
                matcher.group(1), port == null || port.length() > 5 ? 0 : Integer.parseInt(port), matcher.group(3)));
    }

    /** An address without the user and password that may stand in it. */
    static String safe(String url) {
        return url.replaceAll("//[^/@\\s]*@", "//");
    }

    Optional<Program> of(Address address) {
        return address.here() ? Optional.ofNullable(byPort.get(address.port())) : named(address.host());
    }

    /** By any name it bears, or the first label of a cluster's name. */
    Optional<Program> named(String host) {
        Program whole = byAlias.get(Program.plain(host));
        if (whole != null || !host.contains(".")) {
            return Optional.ofNullable(whole);
        }
        return host.matches("[^.]+\\.[^.]+\\.svc(\\..*)?|[^.]+\\.(local|internal)")
                ? Optional.ofNullable(byAlias.get(Program.plain(host.substring(0, host.indexOf('.')))))
                : Optional.empty();
    }
}
