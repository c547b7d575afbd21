package dev.seatrial.graph.infer;

import dev.seatrial.graph.config.Setting;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Kind;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.model.Tier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Data stores, brokers and mail.
 *
 * @see <a href="https://docs.spring.io/spring-boot/appendix/application-properties/index.html">Spring Boot: Common
 *     Application Properties</a>
 */
final class Stores {

    private static final List<String> ADDRESSES = List.of(
            "spring.datasource.url",
            "spring.datasource.jdbcUrl",
            "spring.r2dbc.url",
            "spring.data.mongodb.uri",
            "spring.data.mongodb.host",
            "spring.mongodb.uri",
            "spring.redis.host",
            "spring.redis.url",
            "spring.data.redis.host",
            "spring.data.redis.url",
            "spring.data.neo4j.uri",
            "spring.neo4j.uri",
            "spring.data.cassandra.contactPoints",
            "spring.cassandra.contactPoints",
            "spring.elasticsearch.uris",
            "spring.elasticsearch.rest.uris",
            "quarkus.datasource.jdbc.url",
            "quarkus.datasource.reactive.url",
            "quarkus.mongodb.connectionString",
            "quarkus.mongodb.hosts",
            "quarkus.redis.hosts",
            "redis.uri",
            "mongodb.uri",
            "datasources.default.url");

    /** Addresses that are a store's by their scheme, whatever the setting is called. */
    private static final Pattern SCHEME = Pattern.compile(
            "(?i)(jdbc:[a-z0-9]+:.*|r2dbc:[a-z0-9]+:.*|vertx-reactive:[a-z0-9]+:.*|mongodb(\\+srv)?://.*|rediss?://.*"
                    + "|neo4j(\\+s)?://.*|bolt://.*|postgres(ql)?://.*|mysql://.*|mariadb://.*|cassandra://.*)");

    /**
     * Where each listens when its address names no port.
     *
     * @see <a href="https://www.iana.org/assignments/service-names-port-numbers/service-names-port-numbers.xhtml">IANA:
     *     service names and port numbers</a>
     */
    private static final List<Map.Entry<String, Integer>> PORTS = List.of(
            Map.entry("mysql", 3306),
            Map.entry("mariadb", 3306),
            Map.entry("postgres", 5432),
            Map.entry("sqlserver", 1433),
            Map.entry("mongodb", 27017),
            Map.entry("redis", 6379),
            Map.entry("neo4j", 7687),
            Map.entry("bolt", 7687),
            Map.entry("cassandra", 9042),
            Map.entry("elasticsearch", 9200));

    /**
     * Packages whose use needs a store, though nothing says where it is: the default is this machine.
     *
     * @see <a href="https://docs.spring.io/spring-boot/reference/data/nosql.html">Spring Boot: Working with NoSQL
     *     Technologies</a>
     */
    private static final List<String> USES = List.of(
            "org.springframework.data.mongodb.",
            "org.springframework.data.redis.",
            "org.springframework.data.neo4j.",
            "org.springframework.data.cassandra.");

    /**
     * Drivers of databases that are not embedded; with one of them, JPA or JDBC needs an address.
     *
     * @see <a href="https://docs.spring.io/spring-boot/reference/data/sql.html">Spring Boot: SQL Databases, embedded and
     *     production</a>
     */
    private static final String[] DRIVERS = {
        "mysql-connector-java",
        "mysql-connector-j",
        "postgresql",
        "mariadb-java-client",
        "ojdbc8",
        "ojdbc11",
        "mssql-jdbc"
    };

    private static final String[] SQL = {
        "spring-boot-starter-data-jpa", "spring-boot-starter-jdbc", "spring-boot-starter-data-jdbc"
    };

    private Stores() {}

    static void in(Program program, Draft draft) {
        if (program.kind == Kind.DATABASE || program.kind == Kind.BROKER) {
            return;
        }
        boolean any = false;
        for (String key : ADDRESSES) {
            for (Setting setting : program.settings.all(key)) {
                any |= store(program, setting, draft);
            }
        }
        for (Setting setting : program.settings.own()) {
            String value = program.settings.resolve(setting.value());
            if (SCHEME.matcher(value).matches()) {
                any |= store(program, new Setting(setting.key(), value, setting.place()), draft);
            }
        }
        Optional<Place> used = any ? Optional.empty() : used(program);
        used.ifPresent(place -> {
            Program store = draft.resource("database-" + program.name, Kind.DATABASE, "client in " + place, place);
            draft.edge(program, store, EdgeKind.DATA_STORE, Tier.INFERRED, place);
        });
        mail(program, draft);
    }

    /** Where a store without an address is used. */
    private static Optional<Place> used(Program program) {
        if (program.has(DRIVERS) && program.has(SQL) && !program.has("h2", "hsqldb", "derby")) {
            return Optional.of(program.place);
        } else if (program.facts == null) {
            return Optional.empty();
        }
        return program.facts.imports().entrySet().stream()
                .filter(e -> USES.stream().anyMatch(e.getKey()::startsWith))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean store(Program program, Setting setting, Draft draft) {
        String value = setting.value();
        if (value.matches("(?i)jdbc:(h2|hsqldb|derby|sqlite):.*") || value.isBlank() || value.contains(":h2:mem")) {
            return false;
        }
        Optional<Names.Address> address = value.contains("//")
                ? Names.address(value.substring(value.indexOf("//")))
                : Names.address("tcp://" + value.replaceFirst("/.*", ""));
        if (address.isEmpty() || !address.get().known()) {
            return false;
        }
        Optional<Program> known = address.map(a -> a.port() > 0 || !a.here() ? a : usual(program, setting, a))
                .flatMap(draft.names::of)
                .filter(Stores::keeps);
        Program to = known.orElseGet(() -> draft.resource(
                "database-" + program.name, Kind.DATABASE, setting.key() + " in " + setting.place(), setting.place()));
        String database = address.get().database();
        draft.edge(program, to, EdgeKind.DATA_STORE, Tier.DECLARED, setting.place(), "", database, "");
        return true;
    }

    /** A search engine keeps logs in one system, and what a service stores in another. */
    private static boolean keeps(Program program) {
        return program.kind == Kind.DATABASE || Images.base(program.image).matches(".*(elasticsearch|opensearch).*");
    }

    /** The address with the port that the setting beside it gives, else with the usual one. */
    private static Names.Address usual(Program program, Setting setting, Names.Address address) {
        int beside = setting.key().endsWith(".host")
                ? program.settings
                        .first(setting.key().replaceFirst("host$", "port"))
                        .filter(s -> s.value().matches("\\d{2,5}"))
                        .map(s -> Integer.parseInt(s.value()))
                        .orElse(0)
                : 0;
        String scheme = setting.value().replaceFirst("//.*", "");
        String whole = scheme.equals(setting.value()) ? setting.key() : setting.key() + " " + scheme;
        int port = beside > 0
                ? beside
                : PORTS.stream()
                        .filter(e -> whole.contains(e.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(0);
        return new Names.Address(address.host(), port, address.path());
    }

    /** @see <a href="https://docs.spring.io/spring-boot/reference/io/email.html">Spring Boot: Sending Email</a> */
    private static void mail(Program program, Draft draft) {
        Optional<Setting> host = program.settings.first("spring.mail.host");
        Place place = program.facts == null ? null : program.facts.types().get("JavaMailSender");
        if (host.isPresent() || place != null) {
            Place where = host.map(Setting::place).orElse(place == null ? program.place : place);
            Optional<Program> named = host.flatMap(h -> draft.names.named(h.value()));
            Program to = named.orElseGet(() -> draft.resource("mail-server", Kind.OTHER, "mail in " + where, where));
            draft.edge(program, to, EdgeKind.MAIL, host.isPresent() ? Tier.DECLARED : Tier.INFERRED, where);
        }
    }
}
