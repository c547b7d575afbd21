package dev.seatrial.graph.infer;

import dev.seatrial.graph.model.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a ready-made image is for.
 *
 * @see <a href="https://hub.docker.com/search?badges=official">Docker official images</a>
 */
final class Images {

    private static final Map<String, Kind> KNOWN = Map.ofEntries(
            Map.entry("postgres", Kind.DATABASE),
            Map.entry("postgresql", Kind.DATABASE),
            Map.entry("postgis", Kind.DATABASE),
            Map.entry("mysql", Kind.DATABASE),
            Map.entry("mysql-server", Kind.DATABASE),
            Map.entry("mariadb", Kind.DATABASE),
            Map.entry("mongo", Kind.DATABASE),
            Map.entry("mongodb", Kind.DATABASE),
            Map.entry("redis", Kind.DATABASE),
            Map.entry("cassandra", Kind.DATABASE),
            Map.entry("neo4j", Kind.DATABASE),
            Map.entry("couchdb", Kind.DATABASE),
            Map.entry("couchbase", Kind.DATABASE),
            Map.entry("memcached", Kind.DATABASE),
            Map.entry("influxdb", Kind.DATABASE),
            Map.entry("mssql", Kind.DATABASE),
            Map.entry("elasticsearch", Kind.DATABASE),
            Map.entry("opensearch", Kind.DATABASE),
            Map.entry("rabbitmq", Kind.BROKER),
            Map.entry("kafka", Kind.BROKER),
            Map.entry("cp-kafka", Kind.BROKER),
            Map.entry("activemq", Kind.BROKER),
            Map.entry("nats", Kind.BROKER),
            Map.entry("zookeeper", Kind.CONFIGURATION),
            Map.entry("cp-zookeeper", Kind.CONFIGURATION),
            Map.entry("consul", Kind.DISCOVERY),
            Map.entry("nacos-server", Kind.DISCOVERY),
            Map.entry("zipkin", Kind.MONITORING),
            Map.entry("all-in-one", Kind.MONITORING),
            Map.entry("jaeger", Kind.MONITORING),
            Map.entry("prometheus", Kind.MONITORING),
            Map.entry("grafana", Kind.MONITORING),
            Map.entry("kibana", Kind.MONITORING),
            Map.entry("logstash", Kind.MONITORING),
            Map.entry("fluentd", Kind.MONITORING),
            Map.entry("elk", Kind.MONITORING),
            Map.entry("loki", Kind.MONITORING),
            Map.entry("keycloak", Kind.AUTHORIZATION),
            Map.entry("nginx", Kind.GATEWAY),
            Map.entry("httpd", Kind.GATEWAY),
            Map.entry("haproxy", Kind.GATEWAY),
            Map.entry("traefik", Kind.GATEWAY),
            Map.entry("kong", Kind.GATEWAY),
            Map.entry("envoy", Kind.GATEWAY),
            Map.entry("caddy", Kind.GATEWAY),
            Map.entry("timescaledb", Kind.DATABASE),
            Map.entry("pgvector", Kind.DATABASE),
            Map.entry("percona", Kind.DATABASE),
            Map.entry("cockroach", Kind.DATABASE),
            Map.entry("clickhouse-server", Kind.DATABASE),
            Map.entry("valkey", Kind.DATABASE),
            Map.entry("minio", Kind.DATABASE),
            Map.entry("azure-sql-edge", Kind.DATABASE),
            Map.entry("dynamodb-local", Kind.DATABASE),
            Map.entry("redpanda", Kind.BROKER),
            Map.entry("pulsar", Kind.BROKER),
            Map.entry("eclipse-mosquitto", Kind.BROKER),
            Map.entry("artemis", Kind.BROKER),
            Map.entry("activemq-classic", Kind.BROKER),
            Map.entry("etcd", Kind.CONFIGURATION),
            Map.entry("vault", Kind.CONFIGURATION),
            Map.entry("alertmanager", Kind.MONITORING),
            Map.entry("node-exporter", Kind.MONITORING),
            Map.entry("cadvisor", Kind.MONITORING),
            Map.entry("tempo", Kind.MONITORING),
            Map.entry("opentelemetry-collector", Kind.MONITORING),
            Map.entry("opentelemetry-collector-contrib", Kind.MONITORING),
            Map.entry("filebeat", Kind.MONITORING),
            Map.entry("metricbeat", Kind.MONITORING),
            Map.entry("fluent-bit", Kind.MONITORING),
            Map.entry("promtail", Kind.MONITORING),
            Map.entry("graphite", Kind.MONITORING),
            Map.entry("hydra", Kind.AUTHORIZATION),
            Map.entry("dex", Kind.AUTHORIZATION),
            Map.entry("kafka-native", Kind.BROKER),
            Map.entry("cp-server", Kind.BROKER),
            Map.entry("nats-streaming", Kind.BROKER),
            Map.entry("nacos", Kind.DISCOVERY),
            Map.entry("zipkin-slim", Kind.MONITORING),
            Map.entry("otel-lgtm", Kind.MONITORING),
            Map.entry("seq", Kind.MONITORING),
            Map.entry("sentinel-dashboard", Kind.MONITORING),
            Map.entry("skywalking-oap-server", Kind.MONITORING),
            Map.entry("skywalking-ui", Kind.MONITORING),
            Map.entry("kafka-ui", Kind.MONITORING),
            Map.entry("kafdrop", Kind.MONITORING),
            Map.entry("akhq", Kind.MONITORING),
            Map.entry("adminer", Kind.MONITORING),
            Map.entry("phpmyadmin", Kind.MONITORING),
            Map.entry("pgadmin4", Kind.MONITORING),
            Map.entry("mongo-express", Kind.MONITORING),
            Map.entry("redis-commander", Kind.MONITORING),
            Map.entry("apisix", Kind.GATEWAY),
            Map.entry("openldap", Kind.AUTHORIZATION),
            Map.entry("mailhog", Kind.OTHER),
            Map.entry("mailpit", Kind.OTHER),
            Map.entry("maildev", Kind.OTHER));

    /** Names that builds of one's own bear as often as ready-made images do. */
    private static final Map<String, Kind> COMMON = Map.of(
            "eureka", Kind.DISCOVERY,
            "eureka-server", Kind.DISCOVERY,
            "configserver", Kind.CONFIGURATION,
            "config-server", Kind.CONFIGURATION,
            "hystrix-dashboard", Kind.MONITORING,
            "spring-boot-admin", Kind.MONITORING);

    private Images() {}

    /** The last part of an image's name, without registry, tag and digest. */
    static String base(String image) {
        String name = image.replaceAll("@.*", "");
        name = name.substring(name.lastIndexOf('/') + 1);
        return name.replaceAll(":.*", "").toLowerCase(Locale.ROOT);
    }

    /** By what is known of the image, else by its name. */
    static Optional<Kind> kind(String image) {
        String base = base(image);
        return readyMade(image).or(() -> Optional.ofNullable(COMMON.get(base))).or(() -> derived(base));
    }

    /** Of an image that others made, so that no build here is its source. */
    static Optional<Kind> readyMade(String image) {
        if (image.matches(".*\\bmssql/server(:.*)?")) {
            return Optional.of(Kind.DATABASE);
        }
        return Optional.ofNullable(KNOWN.get(base(image)));
    }

    /**
     * What somebody's own image of a store or broker is for, by the last word of its name: {@code acme/orders-db},
     * {@code acme/acme-mysql8}.
     */
    private static Optional<Kind> derived(String base) {
        String last = base.replaceAll("^.*[-_.]", "").replaceAll("\\d+$", "");
        // fluentd-elasticsearch writes to one, spring-boot-mysql uses one
        if (last.equals(base) || last.equals("elasticsearch") || base.startsWith("spring")) {
            return Optional.empty();
        } else if (last.equals("db") || last.equals("database")) {
            return Optional.of(Kind.DATABASE);
        }
        return Optional.ofNullable(KNOWN.get(last))
                .filter(k -> k == Kind.DATABASE || k == Kind.BROKER || last.equals("zookeeper"));
    }
}
