package dev.seatrial.target;

import java.util.List;
import java.util.regex.Pattern;

/** The shape of {@code seatrial.yaml}, version 1. */
final class TargetShape {

    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final String DNS_LABEL_WORDS = "lower-case letters, digits and hyphens, at most 63";
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final Pattern ANY = Pattern.compile(".+");

    private static final Shape FILE = Shape.Text.of("a path relative to the target file");
    private static final Shape TEXT = Shape.Text.of("text");
    private static final Shape NAME = new Shape.Text("a name: " + DNS_LABEL_WORDS, DNS_LABEL);
    private static final Shape PATH = new Shape.Text("a path that starts with /", Pattern.compile("/\\S*"));
    private static final Shape POINTER = new Shape.Text("a JSON pointer such as /id", Pattern.compile("(?:/[^/]*)*"));
    private static final Shape DURATION = new Shape.Text(
            "a duration with its unit, such as 500ms, 2s or 1m", Pattern.compile("\\d{1,9}(?:ms|s|m|h)"));
    private static final Shape DAY =
            new Shape.Text("a day such as 2027-03-01", Pattern.compile("\\d{4}-\\d{2}-\\d{2}"));
    private static final Shape ENV_NAME = new Shape.Text("the name of an environment variable", VARIABLE);
    private static final Shape STATUS = new Shape.Whole(100, 599);
    private static final Shape URL =
            new Shape.Text("a URL with its scheme", Pattern.compile("[a-z][a-z0-9+.:-]*://\\S+"));
    private static final Shape LINK =
            new Shape.Text("a link such as \"orders -> payments\"", Pattern.compile("[a-z0-9-]+ ?-> ?[a-z0-9-]+"));
    private static final Shape TEXTS = new Shape.Items(TEXT, 0);
    private static final Shape TEXT_TABLE = new Shape.Table("value", ANY, "a name", TEXT);

    private static final Shape BEARER = Shape.Either.of(
            TEXT,
            Shape.Fields.of()
                    .must("key", FILE, "the private key (PEM) with which a token is signed")
                    .may(
                            "claims",
                            new Shape.Table("claim", ANY, "a name", new Shape.Anything()),
                            "the token's claims"));

    private static final Shape IDENTITY = Shape.Fields.of().must("bearer", BEARER, "a token, or how to mint one");

    private static final Shape HEALTH = Shape.Fields.of()
            .may("live", PATH, "path of the liveness probe")
            .may("ready", PATH, "path of the readiness probe");

    private static Shape.Fields link(String... parts) {
        Shape.Fields variables = Shape.Fields.of();
        for (String part : parts) {
            variables = variables.may(part, ENV_NAME, "the variable that carries the " + part);
        }
        return Shape.Fields.of()
                .may("env", Shape.Either.of(ENV_NAME, variables), "the variable(s) through which the address is learnt")
                .may("deadline", DURATION, "the time within which an answer comes when the provider gives none")
                .may("listen", TEXT, "remote only: host:port at which the consumer reaches this link")
                .may("soft", new Shape.Flag(), "whether readiness stays up while this provider is gone");
    }

    private static final Shape CALL = link("url", "host", "port")
            .may(
                    "budget",
                    new Shape.Whole(1, 100),
                    "attempts that one caller's request may cause when the provider fails; 3 by default");

    private static final Shape IDEMPOTENCY = Shape.Fields.of()
            .must("dialect", new Shape.Word(List.of("ietf", "stripe-v1", "stripe-v2", "oasis")), "how replays answer")
            .may("required", new Shape.Flag(), "whether a request without a key is refused")
            .may("header", TEXT, "the header that carries the key; Idempotency-Key by default");

    private static final Shape EFFECT = Shape.Fields.of()
            .may("sql", TEXT, "a query that gives one number; :name is a member of the request's body")
            .may("resource", NAME, "the database asked")
            .may("http", PATH, "path and query of a request that counts")
            .may("service", NAME, "the service asked; by default this one")
            .may("pointer", POINTER, "where the number, the array or the naming value is")
            .may("topic", TEXT, "the topic whose events are counted")
            .may("member", TEXT, "the body's member that the event's value equals")
            .may("link", LINK, "the link whose requests are counted")
            .exactlyOneOf("sql", "http", "topic", "link");

    private static final Shape FALLBACK = Shape.Fields.of()
            .must("when", NAME, "the provider that fails")
            .must("status", STATUS, "the documented status")
            .may("within", DURATION, "the time it may take; by default the link's deadline");

    private static final Shape OPERATION = Shape.Fields.of()
            .may("idempotency", IDEMPOTENCY, "the promise that a repeated request has one effect")
            .may("effect", EFFECT, "how to count what the operation did")
            .may("fallback", Shape.Either.of(FALLBACK, new Shape.Items(FALLBACK, 1)), "the documented degraded answers")
            .may("example", FILE, "a request body that the service accepts")
            .may("vary", TEXTS, "body members made fresh for every logical request")
            .may("as", TEXT, "the identity that may call it");

    private static final Shape SERVICE = Shape.Fields.of()
            .may("jar", FILE, "a runnable jar")
            .may("command", new Shape.Items(TEXT, 1), "the program and its arguments")
            .may("image", TEXT, "a container image, best by digest")
            .may("url", URL, "where it runs already")
            .exactlyOneOf("jar", "command", "image", "url")
            .may("port", new Shape.Whole(1, 65_535), "the port it listens on")
            .may("health", HEALTH, "where it says how it is")
            .may("openapi", FILE, "its OpenAPI description")
            .may("env", new Shape.Table("variable", VARIABLE, "letters, digits and _", TEXT), "environment variables")
            .may("calls", new Shape.Table("provider", DNS_LABEL, DNS_LABEL_WORDS, CALL), "services it calls")
            .may(
                    "uses",
                    new Shape.Table(
                            "resource",
                            DNS_LABEL,
                            DNS_LABEL_WORDS,
                            link("url", "host", "port", "user", "password", "database", "bootstrap")),
                    "resources it uses")
            .may(
                    "operations",
                    new Shape.Table("operation", ANY, "an operationId or \"POST /orders\"", OPERATION),
                    "what is to be known of single operations")
            .may("manifests", FILE, "directory of its Kubernetes manifests")
            .may("startup", DURATION, "the time within which it becomes ready; 60s by default")
            .may("grace", DURATION, "the time within which it ends after SIGTERM; 10s by default");

    private static final Shape RESOURCE = Shape.Fields.of()
            .may("postgres", TEXT, "PostgreSQL, by major version")
            .may("kafka", TEXT, "Apache Kafka, by major version")
            .exactlyOneOf("postgres", "kafka")
            .may("url", TEXT, "where it runs already")
            .may("user", TEXT, "the user for url")
            .may("password", TEXT, "the password for url; best as ${NAME}")
            .may("also-used-by", TEXTS, "migrators and poolers that may hold sessions");

    private static final Shape CHANNEL = Shape.Fields.of()
            .may("broker", NAME, "the resource that carries it; by default the only broker")
            .may("publisher", NAME, "the service that publishes")
            .may("consumers", new Shape.Items(NAME, 0), "the services that consume")
            .may("schemas", FILE, "directory of event schemas")
            .may("envelope", new Shape.Word(List.of("none", "cloudevents")), "how events are wrapped");

    private static final Shape SELECTOR = Shape.Fields.of()
            .may("consumer", TEXT, "who counts on the answer; * for anything")
            .may("provider", TEXT, "who answers; * for anything")
            .may("description", TEXT, "what the consumer calls the interaction; * for anything")
            .may("state", TEXT, "one of its provider states; * for anything");

    private static final Shape CONTRACTS = Shape.Either.of(
            FILE,
            Shape.Fields.of()
                    .may("directory", FILE, "directory of Pact files")
                    .may(
                            "broker",
                            Shape.Fields.of()
                                    .must("url", URL, "the Pact broker")
                                    .may("selectors", TEXTS, "consumer version selectors"),
                            "a Pact broker")
                    .exactlyOneOf("directory", "broker")
                    .may("states", PATH, "path on each provider that sets up provider states")
                    .may("as", TEXT, "the identity whose token replaces the contract's")
                    .may(
                            "interactions",
                            new Shape.Items(SELECTOR, 1),
                            "which interactions are verified; by default all"));

    private static final Shape STEP = Shape.Fields.of()
            .may("call", new Shape.Text("service.operation", Pattern.compile("[a-z0-9-]+\\..+")), "a request")
            .may(
                    "eventually",
                    Shape.Fields.of()
                            .must("within", DURATION, "how long it may take")
                            .must(
                                    "sql",
                                    Shape.Fields.of()
                                            .must("resource", NAME, "the database asked")
                                            .must("query", TEXT, "a query that gives one value")
                                            .must("equals", TEXT, "the value"),
                                    "what is asked of a database"),
                    "what must come to hold")
            .exactlyOneOf("call", "eventually")
            .may("as", TEXT, "the identity")
            .may(
                    "with",
                    Shape.Fields.of()
                            .may("body", FILE, "file with the request's body")
                            .may("headers", TEXT_TABLE, "further headers")
                            .may("path", TEXT_TABLE, "values of the path's parameters"),
                    "what is sent")
            .may("expect", Shape.Fields.of().may("status", STATUS, "the status that must come"), "what must come")
            .may("save", new Shape.Table("value", ANY, "a name", POINTER), "values kept from the answer");

    private static final Shape CHOICE = new Shape.Text(
            "a requirement, a suite or a pattern of them, such as IDEMP-002, health or RES-*",
            Pattern.compile("[A-Za-z0-9*?-]+"));

    private static final Shape PROFILE = Shape.Fields.of()
            .may("means", TEXT, "for whom it is, in one line")
            .may("extends", NAME, "the profile that it begins with: core, extended, or one above")
            .may("include", new Shape.Items(CHOICE, 1), "requirements and suites that belong to it")
            .may("exclude", new Shape.Items(CHOICE, 1), "requirements and suites that it leaves out");

    private static final Shape WAIVER = Shape.Fields.of()
            .must("requirement", new Shape.Text("an id such as RES-002", Pattern.compile("[A-Z]+-\\d{3}")), "the rule")
            .must(
                    "subject",
                    new Shape.Text("one subject; * is refused", Pattern.compile("[^*\\s]+")),
                    "what is excused")
            .must("reason", new Shape.Text("a reason of at least ten characters", Pattern.compile("(?s).{10,}")), "why")
            .must("expires", DAY, "the last day on which it holds");

    /** The whole file. */
    static final Shape.Fields FILE_SHAPE = Shape.Fields.of()
            .must("seatrial", new Shape.Whole(1, 1), "the version of this format")
            .must("system", NAME, "the system's name")
            .may("profile", NAME, "the selection of requirements: core by default, extended, or one of profiles")
            .may("profiles", new Shape.Table("profile", DNS_LABEL, DNS_LABEL_WORDS, PROFILE), "own selections")
            .may("build", TEXT, "the command that builds the services")
            .may("identities", new Shape.Table("identity", DNS_LABEL, DNS_LABEL_WORDS, IDENTITY), "who the checks are")
            .must(
                    "services",
                    new Shape.Table("service", DNS_LABEL, DNS_LABEL_WORDS, SERVICE),
                    "the deployable programs")
            .may(
                    "resources",
                    new Shape.Table("resource", DNS_LABEL, DNS_LABEL_WORDS, RESOURCE),
                    "databases and brokers")
            .may(
                    "events",
                    new Shape.Table(
                            "topic",
                            Pattern.compile("[A-Za-z0-9._-]{1,249}"),
                            "letters, digits, dot, hyphen and underscore, at most 249",
                            CHANNEL),
                    "event channels by topic")
            .may("contracts", CONTRACTS, "where the consumer contracts are")
            .may(
                    "journeys",
                    new Shape.Table("journey", DNS_LABEL, DNS_LABEL_WORDS, new Shape.Items(STEP, 1)),
                    "what users do")
            .may("waivers", new Shape.Items(WAIVER, 0), "reasoned exceptions");

    private TargetShape() {}
}
