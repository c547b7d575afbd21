package dev.seatrial.graph.infer;

import dev.seatrial.graph.config.Setting;
import dev.seatrial.graph.files.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Routes of proxies that are configured in YAML.
 *
 * @see <a href="https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/cluster/v3/cluster.proto">Envoy: clusters and
 *     their load_assignment</a>
 * @see <a href="https://doc.traefik.io/traefik/reference/routing-configuration/http/load-balancing/service/">Traefik: file
 *     provider, services</a>
 * @see <a href="https://developer.konghq.com/gateway/entities/service/">Kong: Services of a declarative file</a>
 */
final class ProxyYaml {

    private static final Pattern ENVOY = Pattern.compile(
            "((?:static_resources\\.)?(?:clusters|resources)\\[\\d+]\\..*socket_address)\\.(address|port_value)");
    private static final Pattern TRAEFIK =
            Pattern.compile("http\\.services\\.[^.]+\\.load[bB]alancer\\.servers\\[\\d+]\\.url");
    private static final Pattern KONG = Pattern.compile("services\\[\\d+]\\.(url|host)");

    private ProxyYaml() {}

    static void in(Inventory inventory, Draft draft) {
        inventory.yaml.forEach((file, settings) -> file(file, settings, inventory, draft));
    }

    private static void file(SourceFile file, List<Setting> settings, Inventory inventory, Draft draft) {
        boolean kong = settings.stream().anyMatch(s -> s.key().equals("_format_version"));
        Map<String, Setting> envoy = new TreeMap<>();
        Map<String, String> ports = new TreeMap<>();
        for (Setting setting : settings) {
            Matcher matcher = ENVOY.matcher(setting.key());
            int line = setting.place().line();
            if (matcher.matches() && matcher.group(2).equals("address")) {
                envoy.put(matcher.group(1), setting);
            } else if (matcher.matches()) {
                ports.put(matcher.group(1), setting.value());
            } else if (TRAEFIK.matcher(setting.key()).matches()) {
                Proxies.route(file, line, setting.value(), "traefik", inventory, draft);
            } else if (kong && KONG.matcher(setting.key()).matches()) {
                String url = setting.value().contains("://") ? setting.value() : "http://" + setting.value();
                Proxies.route(file, line, url, "kong", inventory, draft);
            }
        }
        envoy.forEach((at, address) -> Proxies.route(
                file,
                address.place().line(),
                "http://" + address.value() + ":" + ports.getOrDefault(at, "80"),
                "envoy",
                inventory,
                draft));
    }
}
