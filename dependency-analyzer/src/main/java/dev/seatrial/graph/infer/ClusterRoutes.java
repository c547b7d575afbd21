package dev.seatrial.graph.infer;

import dev.seatrial.graph.config.Setting;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the objects at a cluster's edge lead to.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/ingress/">Kubernetes: Ingress</a>
 * @see <a href="https://gateway-api.sigs.k8s.io/api-types/httproute/">Gateway API: HTTPRoute</a>
 * @see <a href="https://istio.io/latest/docs/reference/config/networking/virtual-service/">Istio: VirtualService</a>
 * @see <a href="https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/ingressroute/">Traefik:
 *     IngressRoute</a>
 */
final class ClusterRoutes {

    private static final Map<String, Pattern> BACKENDS = Map.of(
            "Ingress",
            Pattern.compile("spec\\.(?:rules\\[\\d+]\\.http\\.paths\\[\\d+]\\.backend|defaultBackend|backend)"
                    + "\\.(?:service\\.name|serviceName)"),
            "HTTPRoute",
            Pattern.compile("spec\\.rules\\[\\d+]\\.backendRefs\\[\\d+]\\.name"),
            "GRPCRoute",
            Pattern.compile("spec\\.rules\\[\\d+]\\.backendRefs\\[\\d+]\\.name"),
            "VirtualService",
            Pattern.compile("spec\\.http\\[\\d+]\\.route\\[\\d+]\\.destination\\.host"),
            "IngressRoute",
            Pattern.compile("spec\\.routes\\[\\d+]\\.services\\[\\d+]\\.name"));

    private static final Pattern PATH =
            Pattern.compile("(spec\\.rules\\[\\d+]\\.(?:http\\.paths\\[\\d+]|matches\\[0])).*path(?:\\.value)?");

    private ClusterRoutes() {}

    static void in(Manifest manifest, List<Link> links) {
        Pattern backend = BACKENDS.get(manifest.kind());
        if (backend == null) {
            return;
        }
        Map<String, String> paths = new TreeMap<>();
        for (Setting setting : manifest.settings()) {
            Matcher path = PATH.matcher(setting.key());
            if (path.matches()) {
                paths.putIfAbsent(path.group(1).replace(".matches[0]", ""), setting.value());
            }
        }
        for (Setting setting : manifest.settings()) {
            if (backend.matcher(setting.key()).matches()) {
                String path = paths.entrySet().stream()
                        .filter(e -> setting.key().startsWith(e.getKey() + "."))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("");
                links.add(Link.route(gateway(manifest), setting.value(), path, setting.place()));
            }
        }
    }

    /** The gateway that the object names, else the kind of thing it is. */
    private static String gateway(Manifest manifest) {
        String named = switch (manifest.kind()) {
            case "HTTPRoute", "GRPCRoute" -> manifest.value("spec.parentRefs[0].name");
            case "VirtualService" -> manifest.value("spec.gateways[0]");
            case "IngressRoute" -> "traefik";
            default -> "";
        };
        String plain = named.substring(named.indexOf('/') + 1);
        if (manifest.kind().equals("VirtualService") && (plain.isEmpty() || plain.equals("mesh"))) {
            return manifest.value("spec.hosts[0]");
        }
        return plain.isEmpty() ? "ingress" : plain;
    }
}
