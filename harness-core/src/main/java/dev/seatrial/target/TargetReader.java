package dev.seatrial.target;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes a target of a tree that {@link ShapeCheck} has seen; notes what refers to nothing. */
final class TargetReader {

    private final Surroundings around;
    private final Path directory;
    private final LocalDate today;
    private final Branch file;

    TargetReader(Surroundings around, Path directory, LocalDate today, Branch file) {
        this.around = around;
        this.directory = directory;
        this.today = today;
        this.file = file;
    }

    Target read() {
        Map<String, Identity> identities = file.table("identities", this::identity);
        Map<String, Resource> resources = file.table("resources", this::resource);
        List<String> serviceNames = keys("services");
        keysOf("services").forEach(key -> {
            if (keys("resources").contains(key.text())) {
                around.problem(key, "\"" + key.text() + "\" names both a service and a resource; one must be renamed");
            }
        });
        if (serviceNames.isEmpty() && file.branch("services").isPresent()) {
            around.problem(file.tree(), "no service is declared; a system has at least one");
        }
        Map<String, Resource.Kind> kinds = new LinkedHashMap<>();
        resources.forEach((name, resource) -> kinds.put(name, resource.kind()));
        keys("resources").forEach(name -> kinds.putIfAbsent(name, Resource.Kind.POSTGRES));
        ServiceReader.Names names = new ServiceReader.Names(serviceNames, kinds, keys("identities"));
        ServiceReader reader =
                new ServiceReader(around, names, file.text("build").isPresent());
        return new Target(
                directory,
                file.text("system").orElse(""),
                file.text("profile").orElse("core"),
                new ProfileReader(around).read(file),
                file.text("build"),
                identities,
                file.table("services", reader::read),
                resources,
                file.table("events", (topic, v) -> channel(topic, Branch.of(v), names)),
                new ContractsReader(around, keys("identities")).read(file),
                file.table("journeys", (name, v) -> journey(name.text(), v, names)),
                file.items("waivers").stream()
                        .map(w -> waiver(Branch.of(w)))
                        .flatMap(Optional::stream)
                        .toList(),
                around.secrets());
    }

    private List<String> keys(String table) {
        return keysOf(table).stream().map(Tree.Scalar::text).toList();
    }

    private List<Tree.Scalar> keysOf(String table) {
        return file.branch(table)
                .map(b -> b.tree().entries().stream().map(Tree.Entry::key).toList())
                .orElse(List.of());
    }

    private Optional<Identity> identity(Tree.Scalar name, Tree value) {
        Branch branch = Branch.of(value);
        Optional<String> token = branch.text("bearer");
        if (token.isPresent()) {
            around.secrets().add(token.get());
            return Optional.of(new Identity.Given(name.text(), token.get()));
        }
        return branch.branch("bearer")
                .flatMap(b -> b.scalar("key")
                        .flatMap(k -> around.existing(k, "the key"))
                        .map(key -> {
                            Map<String, Object> claims = b.table("claims", (k, v) -> Optional.of(Branch.plain(v)));
                            return new Identity.Minted(name.text(), key, claims);
                        }));
    }

    private Optional<Resource> resource(Tree.Scalar name, Tree value) {
        Branch branch = Branch.of(value);
        Optional<URI> url = branch.scalar("url").flatMap(written -> {
            try {
                return Optional.of(URI.create(written.text().replaceFirst("^jdbc:", "")));
            } catch (IllegalArgumentException e) {
                around.problem(written, "\"" + written.text() + "\" is no address of a resource");
                return Optional.empty();
            }
        });
        branch.text("password").ifPresent(around.secrets()::add);
        for (Resource.Kind kind : Resource.Kind.values()) {
            Optional<String> version = branch.text(kind.name().toLowerCase(Locale.ROOT));
            if (version.isPresent()) {
                return Optional.of(new Resource(
                        name.text(),
                        kind,
                        version.get(),
                        url,
                        branch.text("user"),
                        branch.text("password"),
                        branch.texts("also-used-by")));
            }
        }
        return Optional.empty();
    }

    private Optional<EventChannel> channel(Tree.Scalar topic, Branch branch, ServiceReader.Names names) {
        List<String> brokers = names.resources().entrySet().stream()
                .filter(r -> r.getValue() == Resource.Kind.KAFKA)
                .map(Map.Entry::getKey)
                .toList();
        branch.scalar("broker").ifPresent(b -> around.known(b, "broker", brokers));
        if (branch.scalar("broker").isEmpty() && brokers.size() != 1) {
            around.problem(
                    topic,
                    "topic \"" + topic.text() + "\": " + brokers.size()
                            + " brokers are declared; say with \"broker\" which one carries it");
        }
        branch.scalar("publisher").ifPresent(p -> around.known(p, "service", names.services()));
        branch.scalars("consumers").forEach(c -> around.known(c, "service", names.services()));
        return Optional.of(new EventChannel(
                topic.text(),
                branch.text("broker").orElse(brokers.isEmpty() ? "" : brokers.get(0)),
                branch.text("publisher"),
                branch.texts("consumers"),
                branch.scalar("schemas").flatMap(s -> around.existing(s, "the schema directory")),
                branch.text("envelope").filter("cloudevents"::equals).isPresent()
                        ? EventChannel.Envelope.CLOUDEVENTS
                        : EventChannel.Envelope.NONE));
    }

    private Optional<Journey> journey(String name, Tree value, ServiceReader.Names names) {
        if (!(value instanceof Tree.Sequence sequence)) {
            return Optional.empty();
        }
        List<Journey.Step> steps = new ArrayList<>();
        for (Tree item : sequence.items()) {
            Branch step = Branch.of(item);
            step.scalar("call").flatMap(c -> call(c, step, names)).ifPresent(steps::add);
            step.branch("eventually").flatMap(e -> eventually(e, names)).ifPresent(steps::add);
        }
        return Optional.of(new Journey(name, steps));
    }

    private Optional<Journey.Step> call(Tree.Scalar call, Branch step, ServiceReader.Names names) {
        int dot = call.text().indexOf('.');
        if (dot <= 0) {
            return Optional.empty();
        }
        String service = call.text().substring(0, dot);
        around.known(new Tree.Scalar(call.place(), service, true), "service", names.services());
        step.scalar("as").ifPresent(a -> around.known(a, "identity", names.identities()));
        Branch with = step.branch("with").orElseGet(() -> Branch.of(call));
        return Optional.of(new Journey.Step.Call(
                service,
                call.text().substring(dot + 1),
                step.text("as"),
                with.scalar("body").flatMap(b -> around.existing(b, "the body")),
                with.textTable("headers"),
                with.textTable("path"),
                step.branch("expect").flatMap(e -> e.whole("status")),
                step.textTable("save")));
    }

    private Optional<Journey.Step> eventually(Branch branch, ServiceReader.Names names) {
        return branch.branch("sql").flatMap(sql -> {
            sql.scalar("resource")
                    .ifPresent(r -> around.known(
                            r, "database", List.copyOf(names.resources().keySet())));
            return branch.duration("within")
                    .map(within -> new Journey.Step.Eventually(
                            within,
                            sql.text("resource").orElse(""),
                            sql.text("query").orElse(""),
                            sql.text("equals").orElse("")));
        });
    }

    private Optional<Waiver> waiver(Branch branch) {
        Optional<Tree.Scalar> day = branch.scalar("expires");
        if (day.isEmpty() || !day.get().text().matches("\\d{4}-\\d{2}-\\d{2}")) {
            return Optional.empty();
        }
        LocalDate expires;
        try {
            expires = LocalDate.parse(day.get().text());
        } catch (DateTimeException e) {
            around.problem(day.get(), "\"" + day.get().text() + "\" is no day of the calendar");
            return Optional.empty();
        }
        if (expires.isBefore(today)) {
            around.problem(
                    day.get(),
                    "the waiver of " + branch.text("requirement").orElse("a requirement") + " for "
                            + branch.text("subject").orElse("a subject") + " expired on " + expires
                            + "; mend the violation, or renew the waiver with a reason");
        }
        return Optional.of(new Waiver(
                branch.text("requirement").orElse(""),
                branch.text("subject").orElse(""),
                branch.text("reason").orElse(""),
                expires));
    }
}
