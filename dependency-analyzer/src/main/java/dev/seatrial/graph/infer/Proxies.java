package dev.seatrial.graph.infer;

import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Kind;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.model.Tier;
import dev.seatrial.graph.model.Warning;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Routes of reverse proxies.
 *
 * @see <a href="https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass">nginx: proxy_pass</a>
 * @see <a href="https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxypass">Apache: ProxyPass</a>
 */
final class Proxies {

    private static final Pattern NGINX = Pattern.compile("[^#]*?\\bproxy_pass\\s+([^;]+);.*");
    private static final Pattern UPSTREAM = Pattern.compile("\\s*upstream\\s+(\\S+)\\s*\\{.*");
    private static final Pattern SERVER = Pattern.compile("\\s*server\\s+([^\\s;{]+)[^{]*;.*");
    private static final Pattern APACHE = Pattern.compile("\\s*ProxyPass\\s+(?:\\S+\\s+)?\"?([a-z]+://[^\\s\"]+)\"?.*");

    private static final Pattern TRAEFIK = Pattern.compile("(?m)^\\s*\\[+\\s*(http\\s*\\.\\s*services|backends)\\b");
    private static final Pattern URL = Pattern.compile("\\burl\\s*=\\s*[\"']([a-z0-9]+://[^\"']+)[\"']");

    private Proxies() {}

    static void in(List<SourceFile> files, Inventory inventory, Draft draft) {
        ProxyYaml.in(inventory, draft);
        inventory.programOf.forEach((container, to) -> {
            Place routed = container.routed;
            if (routed != null) {
                Program from = draft.only(p -> Images.base(p.image).equals("traefik"))
                        .orElseGet(() -> draft.resource("traefik", Kind.GATEWAY, "labels in " + routed, routed));
                draft.edge(from, to, EdgeKind.GATEWAY, Tier.DECLARED, routed);
            }
        });
        for (SourceFile file : files) {
            if (file.name().matches(".*\\.conf(\\.template|\\.tmpl)?")) {
                try {
                    file(file, inventory, draft);
                } catch (IOException e) {
                    draft.warnings.add(new Warning(new Place(file.name(), 0), "cannot be read, left out"));
                }
            } else if (file.name().endsWith(".toml")) {
                try {
                    toml(file, inventory, draft);
                } catch (IOException e) {
                    draft.warnings.add(new Warning(new Place(file.name(), 0), "cannot be read, left out"));
                }
            }
        }
    }

    /**
     * The servers of Traefik's file provider, as of version 2 ({@code http.services}) and before ({@code backends}).
     *
     * @see <a href="https://doc.traefik.io/traefik/reference/routing-configuration/http/load-balancing/service/">Traefik:
     *     services, servers, url</a>
     * @see <a href="https://doc.traefik.io/traefik/v1.7/configuration/backends/file/">Traefik 1: file backends</a>
     */
    private static void toml(SourceFile file, Inventory inventory, Draft draft) throws IOException {
        String text = file.text();
        if (!TRAEFIK.matcher(text).find()) {
            return;
        }
        int line = 0;
        boolean servers = false;
        for (String one : text.lines().toList()) {
            line++;
            String code = one.strip();
            if (code.startsWith("[")) {
                servers = code.matches("\\[+\\s*(http\\s*\\.\\s*services|backends)\\b.*");
            }
            Matcher url = URL.matcher(code);
            while (servers && !code.startsWith("#") && url.find()) {
                route(file, line, url.group(1), "traefik", inventory, draft);
            }
        }
    }

    private static void file(SourceFile file, Inventory inventory, Draft draft) throws IOException {
        Map<String, String> upstreams = new HashMap<>();
        String upstream = "";
        int line = 0;
        for (String text : file.text().lines().toList()) {
            line++;
            Matcher opens = UPSTREAM.matcher(text);
            Matcher server = SERVER.matcher(text);
            Matcher nginx = NGINX.matcher(text);
            Matcher apache = APACHE.matcher(text);
            if (opens.matches()) {
                upstream = opens.group(1);
            } else if (!upstream.isEmpty() && server.matches()) {
                upstreams.put(upstream, "http://" + server.group(1));
            } else if (text.strip().equals("}")) {
                upstream = "";
            } else if (nginx.matches()) {
                String target = nginx.group(1);
                String host = Names.address(target).map(Names.Address::host).orElse("");
                route(file, line, upstreams.getOrDefault(host, target), "nginx", inventory, draft);
            } else if (apache.matches()) {
                route(file, line, apache.group(1), "apache", inventory, draft);
            }
        }
    }

    static void route(SourceFile file, int line, String target, String server, Inventory inventory, Draft draft) {
        // a template of nginx's image takes the variables of its container
        String meant =
                inventory.container(file).map(p -> p.settings.resolve(target)).orElse(target);
        Optional<Program> to = Names.address(meant).flatMap(draft.names::of);
        if (to.isEmpty()) {
            draft.warnings.add(new Warning(
                    new Place(file.name(), line),
                    "a route to '" + Names.safe(meant) + "', a name that no component bears"));
            return;
        }
        Place place = new Place(file.name(), line);
        Program from = inventory
                .container(file)
                .or(() -> draft.only(p -> Images.base(p.image).contains(server)))
                .orElseGet(() -> draft.resource(name(server), Kind.GATEWAY, "routes in " + file.name(), place));
        if (from.kind == Kind.SERVICE && !from.built) {
            from.kind = Kind.GATEWAY;
        }
        draft.edge(from, to.get(), EdgeKind.GATEWAY, Tier.DECLARED, place);
    }

    private static String name(String server) {
        return server.equals("nginx") || server.equals("apache") ? server + "-server" : server;
    }
}
