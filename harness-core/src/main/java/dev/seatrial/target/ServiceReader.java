package dev.seatrial.target;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one service of the target file. */
final class ServiceReader {

    private static final int HTTP_PORT = 8080;

    private final Surroundings around;
    private final Names names;
    private final boolean builds;

    /** The names that a service may refer to. */
    record Names(List<String> services, Map<String, Resource.Kind> resources, List<String> identities) {}

    ServiceReader(Surroundings around, Names names, boolean builds) {
        this.around = around;
        this.names = names;
        this.builds = builds;
    }

    Optional<Service> read(Tree.Scalar name, Tree value) {
        Branch branch = Branch.of(value);
        Optional<Program> program = program(branch);
        Optional<Path> openapi = branch.scalar("openapi").flatMap(f -> around.existing(f, "the OpenAPI description"));
        Optional<Path> manifests =
                branch.scalar("manifests").flatMap(f -> around.existing(f, "the manifest directory"));
        Map<String, LinkSpec> calls = branch.table("calls", (key, v) -> call(name.text(), key, Branch.of(v)));
        Map<String, LinkSpec> uses = branch.table("uses", (key, v) -> use(name.text(), key, Branch.of(v)));
        Map<String, Operation> operations =
                branch.table("operations", (key, v) -> operation(name.text(), key.text(), Branch.of(v), calls, uses));
        if (branch.scalar("port").isEmpty()
                && branch.scalar("url").isEmpty()
                && branch.value("port").isEmpty()) {
            around.problem(
                    name, "\"port\" is missing in service \"" + name.text() + "\"; it is the port it listens on");
        }
        return program.map(p -> new Service(
                name.text(),
                p,
                branch.whole("port").filter(n -> n >= 1 && n <= 65_535).orElseGet(() -> portOf(p)),
                branch.branch("health").map(h -> new Service.Health(h.text("live"), h.text("ready"))),
                openapi,
                branch.textTable("env"),
                calls,
                uses,
                operations,
                manifests,
                branch.duration("startup").orElse(Service.DEFAULT_STARTUP),
                branch.duration("grace").orElse(Service.DEFAULT_GRACE)));
    }

    private static int portOf(Program program) {
        if (program instanceof Program.Remote remote) {
            int port = remote.url().getPort();
            return port > 0 ? port : "https".equals(remote.url().getScheme()) ? 443 : 80;
        }
        return HTTP_PORT;
    }

    private Optional<Program> program(Branch branch) {
        Optional<Tree.Scalar> jar = branch.scalar("jar");
        if (jar.isPresent()) {
            Optional<Path> file = around.path(jar.get(), "the jar");
            file.filter(f -> !builds && !Files.exists(f))
                    .ifPresent(f -> around.problem(
                            jar.get(),
                            "the jar \"" + jar.get().text() + "\" does not exist; build it, or name the command that "
                                    + "does under \"build\""));
            return file.map(Program.Jar::new);
        }
        if (!branch.texts("command").isEmpty()) {
            return Optional.of(new Program.Command(branch.texts("command")));
        }
        if (branch.text("image").isPresent()) {
            return branch.text("image").map(Program.Image::new);
        }
        return branch.scalar("url").flatMap(this::url).map(Program.Remote::new);
    }

    private Optional<URI> url(Tree.Scalar written) {
        try {
            URI url = new URI(written.text());
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return Optional.of(url);
            }
        } catch (URISyntaxException e) {
            // said below
        }
        around.problem(written, "\"" + written.text() + "\" is no http or https address");
        return Optional.empty();
    }

    private Optional<LinkSpec> call(String consumer, Tree.Scalar provider, Branch link) {
        if (provider.text().equals(consumer)) {
            around.problem(provider, "service \"" + consumer + "\" calls itself; a link has two ends");
            return Optional.empty();
        }
        if (names.resources().containsKey(provider.text())) {
            around.problem(provider, "\"" + provider.text() + "\" is a resource; write it under \"uses\"");
            return Optional.empty();
        }
        around.known(provider, "service", names.services());
        return Optional.of(link(consumer, provider.text(), link, "url"));
    }

    private Optional<LinkSpec> use(String consumer, Tree.Scalar provider, Branch link) {
        if (names.services().contains(provider.text())) {
            around.problem(provider, "\"" + provider.text() + "\" is a service; write it under \"calls\"");
            return Optional.empty();
        }
        around.known(provider, "resource", names.resources().keySet());
        boolean kafka = names.resources().get(provider.text()) == Resource.Kind.KAFKA;
        return Optional.of(link(consumer, provider.text(), link, kafka ? "bootstrap" : "url"));
    }

    private LinkSpec link(String consumer, String provider, Branch link, String soleVariable) {
        Map<String, String> env = new LinkedHashMap<>(link.textTable("env"));
        link.text("env").ifPresent(v -> env.put(soleVariable, v));
        link.scalar("listen").ifPresent(l -> {
            if (!l.text().matches("\\S+:\\d{1,5}")) {
                around.problem(l, "\"" + l.text() + "\" is not host:port");
            }
        });
        return new LinkSpec(
                consumer,
                provider,
                env,
                link.duration("deadline"),
                link.text("listen"),
                link.flag("soft"),
                link.whole("budget"));
    }

    private Optional<Operation> operation(
            String service, String id, Branch b, Map<String, LinkSpec> calls, Map<String, LinkSpec> uses) {
        b.scalar("as").ifPresent(a -> around.known(a, "identity", names.identities()));
        List<Branch> fallbacks = b.items("fallback").isEmpty()
                ? b.branch("fallback").stream().toList()
                : b.items("fallback").stream().map(Branch::of).toList();
        for (Branch fallback : fallbacks) {
            List<String> providers = new java.util.ArrayList<>(calls.keySet());
            providers.addAll(uses.keySet());
            fallback.scalar("when")
                    .ifPresent(w -> around.known(w, "provider of service \"" + service + "\"", providers));
        }
        return Optional.of(new Operation(
                id,
                b.branch("idempotency")
                        .map(i -> new Operation.Idempotency(
                                i.text("dialect").orElse("ietf"),
                                i.flag("required"),
                                i.text("header").orElse("Idempotency-Key"))),
                b.branch("effect").flatMap(e -> effect(service, e, uses)),
                fallbacks.stream()
                        .map(f -> new Operation.Fallback(
                                f.text("when").orElse(""),
                                f.whole("status").orElse(200),
                                f.duration("within").or(() -> deadline(calls, f))))
                        .toList(),
                b.scalar("example").flatMap(f -> around.existing(f, "the example")),
                b.texts("vary"),
                b.text("as")));
    }

    private static Optional<Duration> deadline(Map<String, LinkSpec> calls, Branch fallback) {
        return fallback.text("when")
                .flatMap(w -> Optional.ofNullable(calls.get(w)))
                .flatMap(LinkSpec::deadline);
    }

    private Optional<Operation.Effect> effect(String service, Branch effect, Map<String, LinkSpec> uses) {
        if (effect.scalar("sql").isPresent()) {
            return database(service, effect, uses)
                    .map(db -> new Operation.Effect.Sql(db, effect.text("sql").orElse("")));
        } else if (effect.scalar("http").isPresent()) {
            effect.scalar("service").ifPresent(s -> around.known(s, "service", names.services()));
            return Optional.of(new Operation.Effect.Http(
                    effect.text("service").orElse(service),
                    effect.text("http").orElse("/"),
                    effect.text("pointer").orElse("")));
        } else if (effect.scalar("topic").isPresent()) {
            return Optional.of(new Operation.Effect.Topic(
                    effect.text("topic").orElse(""),
                    effect.text("pointer").orElse(""),
                    effect.text("member").orElse("")));
        }
        return effect.text("link")
                .map(l -> l.split(" ?-> ?", 2))
                .filter(l -> l.length == 2)
                .map(l -> new Operation.Effect.Calls(l[0], l[1]));
    }

    private Optional<String> database(String service, Branch effect, Map<String, LinkSpec> uses) {
        Optional<Tree.Scalar> named = effect.scalar("resource");
        List<String> databases = names.resources().entrySet().stream()
                .filter(r -> r.getValue() == Resource.Kind.POSTGRES)
                .map(Map.Entry::getKey)
                .toList();
        if (named.isPresent()) {
            return around.known(named.get(), "database", databases) ? named.map(Tree.Scalar::text) : Optional.empty();
        }
        List<String> own = uses.keySet().stream().filter(databases::contains).toList();
        if (own.size() != 1) {
            around.problem(
                    effect.tree(),
                    "service \"" + service + "\" uses " + own.size()
                            + " databases; say with \"resource\" which one the query asks");
            return Optional.empty();
        }
        return Optional.of(own.get(0));
    }
}
