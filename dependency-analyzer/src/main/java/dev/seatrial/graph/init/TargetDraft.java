package dev.seatrial.graph.init;

import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.files.SourceTree;
import dev.seatrial.graph.infer.Site;
import dev.seatrial.graph.infer.Study;
import dev.seatrial.graph.model.Component;
import dev.seatrial.graph.model.Edge;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a first {@code seatrial.yaml}; what the files did not tell is marked {@code TODO}. */
final class TargetDraft {

    private static final Pattern MAJOR = Pattern.compile(".*:v?(\\d+).*");
    private static final Pattern OPENAPI = Pattern.compile("(?i)(openapi|swagger|api-docs)[\\w.-]*\\.(ya?ml|json)");
    private static final String TODO = "# TODO ";

    private final SourceTree tree;
    private final Study study;
    private final Labels labels = new Labels();
    private final Map<String, Site> sites = new LinkedHashMap<>();
    private final Map<String, Component> components = new TreeMap<>();
    private final Map<String, String> resources = new TreeMap<>();
    private final StringBuilder text = new StringBuilder();
    private int open;

    private TargetDraft(SourceTree tree, Study study) {
        this.tree = tree;
        this.study = study;
        study.graph().components().forEach(c -> components.put(c.name(), c));
        study.sites().forEach(s -> sites.put(s.component(), s));
    }

    static TargetInit of(String system, SourceTree tree, Study study) {
        TargetDraft draft = new TargetDraft(tree, study);
        List<Component> services =
                draft.components.values().stream().filter(draft::started).toList();
        if (services.isEmpty()) {
            return new TargetInit("", 0, 0);
        }
        draft.write(system, services);
        return new TargetInit(draft.text.toString(), services.size(), draft.open);
    }

    private void write(String system, List<Component> services) {
        components.values().forEach(c -> resource(c).ifPresent(r -> resources.put(c.name(), r)));
        line("# Written by 'seatrial init' from the system's files. What they did not tell is marked TODO.");
        line(
                "# 'seatrial target' reads this file and starts nothing; 'seatrial verify' starts the system and checks it.");
        line("seatrial: 1");
        line("system: " + Labels.clean(system));
        line("profile: core");
        build();
        line("");
        line("services:");
        services.forEach(this::service);
        if (!resources.isEmpty()) {
            line("resources:");
            resources.forEach((name, kind) -> line("  " + labels.of(name) + ": { " + kind + " }   # "
                    + oneLine(component(name).map(Component::namedBy).orElse(""))));
            line("");
        }
        others();
        events();
        line("# What users do; each journey buys the checks that need traffic.");
        line("# journeys:");
        line("#   first:");
        line("#     - call: " + labels.of(services.get(0).name()) + ".OPERATION_ID");
        line("#       expect: { status: 200 }");
    }

    private void build() {
        boolean maven = named("pom.xml");
        boolean gradle = named("build.gradle") || named("build.gradle.kts");
        if (maven) {
            line("build: mvn -q -DskipTests package");
        } else if (gradle) {
            line("build: gradle -q assemble");
        } else {
            mark("", "build: COMMAND   what builds the services, if anything does");
        }
    }

    private boolean named(String fileName) {
        return tree.files().stream().anyMatch(f -> f.fileName().equals(fileName));
    }

    /** What belongs to the system itself; brokers, stores and ready-made monitoring do not. */
    private boolean started(Component component) {
        Site site = sites.get(component.name());
        boolean program = component.kind() != Kind.DATABASE && component.kind() != Kind.BROKER;
        return program
                && site != null
                && (site.built() || component.kind() == Kind.SERVICE || component.kind() == Kind.GATEWAY);
    }

    private void service(Component component) {
        Site site = sites.get(component.name());
        if (site == null) {
            return;
        }
        line("  " + labels.of(component.name()) + ":   # "
                + oneLine(component.kind().word() + ", named by " + component.namedBy()));
        start(site);
        if (site.ports().isEmpty()) {
            todo("    ", "no port was found; 8080 is a guess", "port: 8080");
        } else {
            String others = site.ports().size() > 1
                    ? "   # also found: " + site.ports().subList(1, site.ports().size())
                    : "";
            line("    port: " + site.ports().get(0) + others);
        }
        if (site.libraries().contains("spring-boot-starter-actuator")) {
            line("    health: { live: /actuator/health/liveness, ready: /actuator/health/readiness }");
        } else {
            mark("    ", "health: { live: /livez, ready: /readyz }   where the service says how it is");
        }
        Optional<SourceFile> openapi = tree.files().stream()
                .filter(f -> OPENAPI.matcher(f.fileName()).matches())
                .filter(f ->
                        site.built() && !site.directory().isEmpty() && f.name().startsWith(site.directory() + "/"))
                .findFirst();
        if (openapi.isPresent()) {
            line("    openapi: " + quoted(openapi.get().name()));
        } else {
            mark("    ", "openapi: FILE   its OpenAPI description; without it no operation is checked");
        }
        links(site);
        line("");
    }

    private void start(Site site) {
        String base = site.directory().isEmpty() ? "" : site.directory() + "/";
        boolean maven = tree.files().stream().anyMatch(f -> f.name().equals(base + "pom.xml"));
        boolean gradle =
                tree.files().stream().anyMatch(f -> f.name().matches(Pattern.quote(base) + "build\\.gradle(\\.kts)?"));
        boolean dockerfile = tree.files().stream().anyMatch(f -> f.name().equals(base + "Dockerfile"));
        Optional<StartCommand> told = StartCommand.of(tree, site.directory());
        if (maven) {
            todo("    ", "the jar as the build names it", "jar: " + quoted(base + "target/" + jar(site)));
        } else if (gradle) {
            todo("    ", "the jar as the build names it", "jar: " + quoted(base + "build/libs/" + jar(site)));
        } else if (told.isPresent()) {
            String words = told.get().words().stream().map(TargetDraft::quoted).collect(Collectors.joining(", "));
            line("    command: [ " + words + " ]   # from " + oneLine(told.get().file()));
        } else if (!site.built()
                && !dockerfile
                && !site.image().isEmpty()
                && !site.image().contains("$")) {
            line("    image: " + quoted(site.image()));
        } else {
            todo("    ", "the command that starts it", "command: [ " + quoted("./" + base + "start") + " ]");
        }
    }

    private static String jar(Site site) {
        return (site.artifact().isEmpty() ? Labels.clean(site.component()) : site.artifact()) + ".jar";
    }

    private void links(Site site) {
        Map<String, Edge> calls = new TreeMap<>();
        Map<String, Edge> uses = new TreeMap<>();
        for (Edge edge : study.graph().edges()) {
            if (edge.from().equals(site.component())) {
                if (resources.containsKey(edge.to())) {
                    uses.putIfAbsent(edge.to(), edge);
                } else if (component(edge.to()).filter(this::started).isPresent()
                        && edge.kind() != EdgeKind.DISCOVERY) {
                    calls.putIfAbsent(edge.to(), edge);
                }
            }
        }
        section("calls", site, calls, "env: NAME_URL");
        section("uses", site, uses, "env: { url: DATABASE_URL, user: DATABASE_USER, password: DATABASE_PASSWORD }");
    }

    private void section(String key, Site site, Map<String, Edge> links, String example) {
        if (links.isEmpty()) {
            return;
        }
        line("    " + key + ":");
        links.forEach((to, edge) -> {
            Optional<String> variable = new TreeMap<>(site.variables())
                    .entrySet().stream()
                            .filter(v -> v.getValue().equals(to))
                            .map(Map.Entry::getKey)
                            .filter(v -> v.matches("[A-Za-z_][A-Za-z0-9_.-]*"))
                            .findFirst();
            if (variable.isPresent()) {
                line("      " + labels.of(to) + ": { env: " + variable.get() + " }   # "
                        + oneLine(edge.place().toString()));
            } else {
                open++;
                line("      " + labels.of(to) + ": {}   " + TODO + example + "; "
                        + oneLine(edge.place().toString()));
            }
        });
    }

    /** PostgreSQL and Kafka are what Seatrial starts. */
    private Optional<String> resource(Component component) {
        Site site = sites.get(component.name());
        String image = site == null ? "" : site.image().toLowerCase(Locale.ROOT);
        String all = image + " " + component.name().toLowerCase(Locale.ROOT);
        Matcher major = MAJOR.matcher(image);
        if (component.kind() == Kind.DATABASE && (all.contains("postgres") || usedByPostgresClients(component))) {
            return Optional.of("postgres: " + (major.matches() ? major.group(1) : "16"));
        } else if (component.kind() == Kind.BROKER && (all.contains("kafka") || all.contains("redpanda"))) {
            return Optional.of("kafka: 4");
        }
        return Optional.empty();
    }

    private boolean usedByPostgresClients(Component database) {
        Site own = sites.get(database.name());
        if (own != null && !own.image().isEmpty()) {
            return false;
        }
        Collection<String> users = study.graph().edges().stream()
                .filter(e -> e.to().equals(database.name()))
                .map(Edge::from)
                .collect(Collectors.toCollection(TreeSet::new));
        return !users.isEmpty()
                && users.stream()
                        .map(sites::get)
                        .allMatch(s -> s != null
                                && (s.libraries().contains("postgresql")
                                        || s.libraries().contains("r2dbc-postgresql")));
    }

    private void others() {
        List<Component> left = components.values().stream()
                .filter(c -> !resources.containsKey(c.name()) && !started(c))
                .toList();
        if (left.isEmpty()) {
            return;
        }
        line(
                "# Found too. Seatrial starts PostgreSQL and Kafka; the others must run already, or be services with an image.");
        for (Component component : left) {
            Site site = sites.get(component.name());
            String image = site == null || site.image().isEmpty() ? "" : ", image " + site.image();
            line("#   "
                    + oneLine(component.name() + ": " + component.kind().word() + image + ", " + component.namedBy()));
        }
        line("");
    }

    private void events() {
        Map<String, TreeSet<String>> topics = new TreeMap<>();
        study.graph().edges().stream()
                .filter(e -> e.kind() == EdgeKind.EVENT && e.topic().matches("[A-Za-z0-9._-]{1,249}"))
                .filter(e -> resources.containsKey(e.to()))
                .forEach(e ->
                        topics.computeIfAbsent(e.topic(), t -> new TreeSet<>()).add(labels.of(e.from())));
        if (topics.isEmpty()) {
            return;
        }
        open++;
        line(TODO + "who publishes and who consumes: the files tell who uses a topic");
        line("# events:");
        topics.forEach((topic, users) ->
                line("#   " + topic + ": { publisher: ?, consumers: " + new ArrayList<>(users) + " }"));
        line("");
    }

    private Optional<Component> component(String name) {
        return Optional.ofNullable(components.get(name));
    }

    private void todo(String indent, String what, String yaml) {
        open++;
        line(indent + yaml + "   " + TODO + what);
    }

    private void mark(String indent, String what) {
        open++;
        line(indent + TODO + what);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ");
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9][A-Za-z0-9 _./@-]*(:[A-Za-z0-9_.-]+)?")
                ? text
                : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
