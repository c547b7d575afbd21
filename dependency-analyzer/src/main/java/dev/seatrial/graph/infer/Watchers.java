package dev.seatrial.graph.infer;

import dev.seatrial.graph.config.Setting;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Kind;
import dev.seatrial.graph.model.Tier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What watches the others: scraping, dashboards, logs.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/">Prometheus: scrape_configs</a>
 * @see <a href="https://grafana.com/docs/grafana/latest/administration/provisioning/#data-sources">Grafana: data
 *     sources</a>
 * @see <a href="https://docs.docker.com/engine/logging/drivers/syslog/">Docker: logging drivers</a>
 * @see <a href="https://www.elastic.co/guide/en/kibana/current/docker.html">Kibana: elasticsearch.hosts is
 *     http://elasticsearch:9200 by default</a>
 */
final class Watchers {

    private static final Pattern SCRAPED = Pattern.compile(
            "scrape_configs\\[\\d+]\\.(static_configs\\[\\d+]\\.targets\\[\\d+]|(consul|eureka)_sd_configs\\[\\d+]\\.server)"
                    + "|alerting\\.alertmanagers\\[\\d+]\\.static_configs\\[\\d+]\\.targets\\[\\d+]");

    private Watchers() {}

    static void in(Inventory inventory, Draft draft) {
        for (Map.Entry<SourceFile, List<Setting>> entry : inventory.yaml.entrySet()) {
            entry.getValue().forEach(s -> yaml(s, draft));
            inventory.owner(entry.getKey()).ifPresent(p -> entry.getValue().forEach(s -> beats(p, s, draft)));
        }
        inventory.programOf.forEach((container, from) -> {
            if (!container.logsTo.isEmpty()) {
                logs(container, from, draft);
            }
            if (!from.built) {
                addressed(container, from, draft);
            }
        });
        elastic(draft);
        List.copyOf(draft.programs).forEach(p -> turbine(p, draft));
        Optional<Program> turbine = draft.only(p -> p.annotated("EnableTurbine", "EnableTurbineStream"));
        Optional<Program> dashboard =
                draft.only(p -> p.kind == Kind.MONITORING && p.annotated("EnableHystrixDashboard"));
        if (turbine.isPresent() && dashboard.isPresent()) {
            draft.edge(dashboard.get(), turbine.get(), EdgeKind.MONITORING, Tier.INFERRED, dashboard.get().place);
        }
    }

    private static void yaml(Setting setting, Draft draft) {
        if (SCRAPED.matcher(setting.key()).matches()) {
            only("prometheus", draft).ifPresent(from -> {
                String host = setting.value().replaceFirst("^\\w+://", "").replaceAll("[:/].*", "");
                draft.names
                        .named(host)
                        .ifPresent(to -> draft.edge(from, to, EdgeKind.MONITORING, Tier.DECLARED, setting.place()));
            });
        } else if (setting.key().matches("datasources\\[\\d+]\\.url")) {
            only("grafana", draft)
                    .ifPresent(from -> Names.address(setting.value())
                            .flatMap(draft.names::of)
                            .ifPresent(
                                    to -> draft.edge(from, to, EdgeKind.MONITORING, Tier.DECLARED, setting.place())));
        }
    }

    /** A ready-made image is told by its environment whom to call: {@code host:port} or a URL. */
    private static void addressed(Container container, Program from, Draft draft) {
        for (Setting setting : container.environment) {
            String value = setting.value();
            String url = value.matches("[A-Za-z][\\w.-]*:\\d{2,5}(/\\S*)?") ? "tcp://" + value : value;
            Names.address(url)
                    .filter(a -> !a.here() && !Calls.reads(setting, value))
                    .flatMap(draft.names::of)
                    .ifPresent(to -> draft.edge(from, to, Calls.kind(from, to), Tier.DECLARED, setting.place()));
        }
    }

    /** @see <a href="https://www.elastic.co/guide/en/beats/filebeat/current/logstash-output.html">Filebeat: output</a> */
    private static void beats(Program from, Setting setting, Draft draft) {
        if (setting.key().matches("output\\.(logstash|elasticsearch)\\.hosts(\\[\\d+])?")) {
            draft.names
                    .named(setting.value().replaceFirst("^\\w+://", "").replaceAll(":.*", ""))
                    .ifPresent(to -> draft.edge(from, to, EdgeKind.MONITORING, Tier.DECLARED, setting.place()));
        }
    }

    /**
     * The streams that Turbine gathers.
     *
     * @see <a href="https://docs.spring.io/spring-cloud-netflix/docs/2.2.x/reference/html/#turbine">Spring Cloud Netflix:
     *     turbine.appConfig is a list of service ids</a>
     */
    private static void turbine(Program from, Draft draft) {
        for (Setting setting : from.settings.all("turbine.appConfig")) {
            for (String one : setting.value().split(",", -1)) {
                draft.names
                        .named(one.strip())
                        .ifPresent(to -> draft.edge(from, to, EdgeKind.MONITORING, Tier.DECLARED, setting.place()));
            }
        }
    }

    private static void logs(Container container, Program from, Draft draft) {
        Optional<Names.Address> address = Names.address(container.logsTo);
        Optional<Program> to = address.flatMap(a -> a.here()
                ? draft.only(p -> p.ports.contains(a.port()) && p.kind == Kind.MONITORING)
                : draft.names.of(a));
        to.ifPresent(t -> draft.edge(from, t, EdgeKind.MONITORING, Tier.DECLARED, container.place));
    }

    private static void elastic(Draft draft) {
        Optional<Program> elastic = only("elasticsearch", draft);
        if (elastic.isEmpty()) {
            return;
        }
        Program store = elastic.get();
        Optional<Program> kibana = only("kibana", draft);
        Optional<Program> logstash = only("logstash", draft);
        kibana.ifPresent(k -> draft.edge(k, store, EdgeKind.MONITORING, Tier.INFERRED, k.place));
        logstash.ifPresent(l -> draft.edge(l, store, EdgeKind.MONITORING, Tier.INFERRED, l.place));
        if (kibana.isPresent() || logstash.isPresent()) {
            store.kind = Kind.MONITORING;
        }
    }

    private static Optional<Program> only(String image, Draft draft) {
        Predicate<Program> is = p -> Images.base(p.image).equals(image);
        return draft.only(is);
    }
}
