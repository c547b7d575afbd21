package dev.seatrial.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetFileTest {

    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    private static final String GOOD = """
            seatrial: 1
            system: shop
            identities:
              alice: { bearer: { key: key.pem, claims: { sub: alice, admin: false, level: 3 } } }
              bob: { bearer: "${BOB_TOKEN}" }
            services:
              orders:
                jar: orders.jar
                port: 8080
                health: { live: /livez, ready: /readyz }
                openapi: openapi.yaml
                env: { LOG_LEVEL: info }
                calls:
                  payments: { env: PAYMENTS_URL, deadline: 2s, budget: 5 }
                uses:
                  orders-db: { env: { url: DATABASE_URL, user: DATABASE_USER } }
                  bus: { env: KAFKA_BOOTSTRAP }
                operations:
                  createOrder:
                    idempotency: { dialect: ietf, required: true }
                    effect: { sql: "select count(*) from orders where reference = :reference" }
                    fallback: { when: payments, status: 202 }
                    vary: [reference]
              payments:
                url: http://127.0.0.1:9090
            resources:
              orders-db: { postgres: 16 }
              bus: { kafka: 4 }
            events:
              order-events: { publisher: orders, consumers: [payments], envelope: cloudevents }
            journeys:
              place-order:
                - call: orders.createOrder
                  with: { path: { id: "${id}" } }
                  expect: { status: 201 }
                - eventually: { within: 5s, sql: { resource: orders-db, query: "select 1", equals: 1 } }
            waivers:
              - { requirement: RES-002, subject: payments, reason: talks to nobody at all, expires: 2027-03-01 }
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void lay() throws IOException {
        Files.writeString(directory.resolve("key.pem"), "key");
        Files.writeString(directory.resolve("openapi.yaml"), "openapi: 3.1.0");
        Files.writeString(directory.resolve("orders.jar"), "jar");
    }

    @Test
    void readsEverythingAnOwnerCanWrite() throws IOException {
        Target target = parse(GOOD).orThrow();

        assertThat(target.system()).isEqualTo("shop");
        assertThat(target.profile()).isEqualTo("core");
        assertThat(target.identities().get("bob")).isEqualTo(new Identity.Given("bob", "s3cret-of-bob"));
        assertThat(((Identity.Minted) target.identities().get("alice")).claims())
                .isEqualTo(Map.of("sub", "alice", "admin", false, "level", 3L));
        Service orders = target.services().get("orders");
        assertThat(orders.program()).isEqualTo(new Program.Jar(directory.resolve("orders.jar")));
        assertThat(orders.calls().get("payments").env()).isEqualTo(Map.of("url", "PAYMENTS_URL"));
        assertThat(orders.calls().get("payments").deadline()).contains(Duration.ofSeconds(2));
        assertThat(orders.calls().get("payments").budget()).contains(5);
        assertThat(orders.uses().get("bus").env()).isEqualTo(Map.of("bootstrap", "KAFKA_BOOTSTRAP"));
        Operation create = orders.operations().get("createOrder");
        assertThat(create.effect())
                .contains(new Operation.Effect.Sql(
                        "orders-db", "select count(*) from orders where reference = :reference"));
        assertThat(create.fallbacks())
                .containsExactly(new Operation.Fallback("payments", 202, java.util.Optional.of(Duration.ofSeconds(2))));
        assertThat(target.services().get("payments").port()).isEqualTo(9090);
        assertThat(target.events().get("order-events").broker()).isEqualTo("bus");
        assertThat(target.journeys().get("place-order").steps()).hasSize(2);
        assertThat(target.links())
                .extracting(l -> l.consumer() + ">" + l.provider())
                .containsExactly("orders>payments", "orders>orders-db", "orders>bus");
        assertThat(target.secrets()).contains("s3cret-of-bob");
        assertThat(target.identities().get("bob").toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            unknown key                | openapi: openapi.yaml        | opennapi: openapi.yaml       | 11:5: error: unknown key "opennapi" in service "orders"; did you mean "openapi"? expected one of jar,
            unknown top key            | system: shop                 | sistem: shop                 | 2:1: error: unknown key "sistem" in the target file; did you mean "system"? expected one of seatrial,
            missing key                | system: shop                 | profile: core                | 1:1: error: "system" is missing in the target file; it is the system's name, a name
            unknown version            | seatrial: 1                  | seatrial: 2                  | 1:11: error: "seatrial" of the target file: "2" is not right; expected a whole number from 1 to 1
            duplicate service          | payments:\\n    url          | orders:\\n    url            | 24:3: error: "orders" is here twice; the first is at line 7
            tab                        | '  orders:\\n    jar'        | '  orders:\\n\\tjar'         | 8:1: error: a tab in the indentation; YAML allows only spaces there
            looping anchor             | env: { LOG_LEVEL: info }     | env: &a { A: *a }            | 12:10: error: this anchor contains an alias to itself
            unknown service called     | payments: { env: PAYMENTS_U  | paiments: { env: PAYMENTS_U  | 14:7: error: unknown service "paiments"; did you mean "payments"? declared: orders, payments
            resource under calls       | payments: { env: PAYMENTS_U  | bus: { env: PAYMENTS_U       | 14:7: error: "bus" is a resource; write it under "uses"
            unknown resource           | bus: { env: KAFKA_B          | buss: { env: KAFKA_B         | 17:7: error: unknown resource "buss"; did you mean "bus"? declared: orders-db, bus
            calls itself               | payments: { env: PAYMENTS_U  | orders: { env: PAYMENTS_U    | 14:7: error: service "orders" calls itself; a link has two ends
            name of both               | bus: { kafka: 4 }            | orders: { kafka: 4 }         | 7:3: error: "orders" names both a service and a resource; one must be renamed
            missing file               | openapi: openapi.yaml        | openapi: nope.yaml           | 11:14: error: the OpenAPI description "nope.yaml" does not exist; looked for
            missing jar                | jar: orders.jar              | jar: nope.jar                | 8:10: error: the jar "nope.jar" does not exist; build it, or name the command that does under "build"
            missing key file           | key: key.pem                 | key: nope.pem                | 4:27: error: the key "nope.pem" does not exist; looked for
            port out of range          | port: 8080                   | port: 65536                  | 9:11: error: "port" of service "orders": "65536" is not right; expected a whole number from 1 to 65535
            port missing               | port: 8080                   | grace: 5s                    | 7:3: error: "port" is missing in service "orders"; it is the port it listens on
            port as text               | port: 8080                   | port: "8080"                 | 9:11: error: "port" of service "orders": "8080" is not right; expected a whole number from 1 to 65535
            duration without unit      | deadline: 2s                 | deadline: 2                  | 14:48: error: "deadline" of provider "payments": "2" is not right; expected a duration with its unit, such as 500ms, 2s or 1m
            budget of nothing          | budget: 5                    | budget: 0                    | 14:60: error: "budget" of provider "payments": "0" is not right; expected a whole number from 1 to 100
            expired waiver             | 2027-03-01                   | 2026-11-21                   | 38:89: error: the waiver of RES-002 for payments expired on 2026-11-21; mend the violation, or renew the waiver with a reason
            impossible day             | 2027-03-01                   | 2027-02-30                   | 38:89: error: "2027-02-30" is no day of the calendar
            waiver for all             | subject: payments            | subject: "*"                 | 38:38: error: "subject" of "waivers" of the target file, item 1: "*" is not right; expected one subject; * is refused
            missing variable           | ${BOB_TOKEN}                 | ${NO_TOKEN}                  | 5:18: error: the environment variable NO_TOKEN is not set; set it, or write the value here if it is no secret
            two programs               | jar: orders.jar              | jar: orders.jar\\n    image: a | 9:5: error: service "orders" needs exactly one of jar, command, image, url; it has jar and image
            no program                 | jar: orders.jar              | grace: 3s                    | 8:5: error: service "orders" needs exactly one of jar, command, image, url; it has none
            wrong kind                 | health: { live: /livez, ready: /readyz } | health: /livez   | 10:13: error: "health" of service "orders": expected a mapping, not "/livez"
            unknown dialect            | dialect: ietf                | dialect: iietf               | 20:33: error: "dialect" of "idempotency" of operation "createOrder": "iietf" is not right; expected one of ietf, stripe-v1, stripe-v2, oasis; did you mean "ietf"?
            fallback of a stranger     | when: payments               | when: inventory              | 22:27: error: unknown provider of service "orders" "inventory" declared: payments, orders-db, bus
            bad address                | http://127.0.0.1:9090        | ftp://127.0.0.1              | 25:10: error: "ftp://127.0.0.1" is no http or https address
            service in journey         | call: orders.createOrder     | call: order.createOrder      | 33:13: error: unknown service "order"; did you mean "orders"? declared: orders, payments
            bad service name           | payments:\\n    url          | Payments:\\n    url          | 24:3: error: "Payments" cannot name a service; expected lower-case letters, digits and hyphens, at most 63
            not yaml                   | system: shop                 | system: [shop                | error: not YAML:
            unknown profile            | system: shop                 | system: shop\\nprofile: cor    | 3:10: error: unknown profile "cor"; did you mean "core"? declared: core, extended
            unknown own profile        | system: shop                 | system: shop\\nprofile: our\\nprofiles:\\n  ours: { extends: core } | 3:10: error: unknown profile "our"; did you mean "ours"? declared: core, extended, ours
            profile of a known name    | system: shop                 | system: shop\\nprofiles:\\n  core: { include: [health] } | 4:3: error: "core" is a profile that comes with Seatrial; give this one another name, and let it extend core
            unknown base               | system: shop                 | system: shop\\nprofiles:\\n  ours: { extends: extnded } | 4:20: error: unknown profile "extnded"; did you mean "extended"? declared: core, extended
            base below                 | system: shop                 | system: shop\\nprofiles:\\n  ours: { extends: more }\\n  more: { extends: core } | 4:20: error: profile "more" stands below; one extends those above it
            base itself                | system: shop                 | system: shop\\nprofiles:\\n  ours: { extends: ours } | 4:20: error: profile "ours" extends itself
            profile of nothing         | system: shop                 | system: shop\\nprofiles:\\n  ours: { means: us } | 4:3: error: profile "ours" selects nothing; say with "include" what belongs to it, or with "extends" which profile it begins with
            unknown key of a profile   | system: shop                 | system: shop\\nprofiles:\\n  ours: { inclde: [health] } | 4:11: error: unknown key "inclde" in profile "ours"; did you mean "include"? expected one of means, extends, include, exclude
            empty choice               | system: shop                 | system: shop\\nprofiles:\\n  ours: { include: [] } | 4:20: error: "include" of profile "ours": the list has 0 items; at least 1 expected
            bad choice                 | system: shop                 | system: shop\\nprofiles:\\n  ours: { include: ["RES 1"] } | 4:21: error: "include" of profile "ours", item 1: "RES 1" is not right; expected a requirement, a suite or a pattern of them, such as IDEMP-002, health or RES-*
            null service               | url: http://127.0.0.1:9090   | # nothing                    | error: service "payments": expected a mapping, not nothing
            """)
    void saysWhereWhatAndHowToMend(String name, String from, String to, String expected) throws IOException {
        String text = GOOD.replace(unescape(from), unescape(to));
        assertThat(text).as("the fixture changes something").isNotEqualTo(GOOD);

        Parsed parsed = parse(text);

        assertThat(parsed).isInstanceOf(Parsed.Invalid.class);
        assertThat(messages(parsed)).contains(expected);
    }

    @Test
    void aTeamHoldsItselfToAProfileOfItsOwn() throws IOException {
        Target target = parse(GOOD.replace("system: shop", """
                        system: shop
                        profile: ours
                        profiles:
                          money: { means: what handles money, include: ["IDEMP-*", RES-003, health] }
                          ours: { extends: money, include: [sec-002], exclude: [IDEMP-015] }
                        """)).orThrow();

        assertThat(target.profile()).isEqualTo("ours");
        assertThat(target.allProfiles()).containsOnlyKeys("core", "extended", "money", "ours");
        Profile ours = target.profiles().get("ours");
        assertThat(ours.includes("IDEMP-002", "idempotency")).isTrue();
        assertThat(ours.includes("HEALTH-001", "health")).isTrue();
        assertThat(ours.includes("SEC-002", "security")).isTrue();
        assertThat(ours.includes("IDEMP-015", "idempotency")).as("left out").isFalse();
        assertThat(ours.includes("RES-001", "resilience")).isFalse();
        assertThat(target.profiles().get("money").includes("IDEMP-015", "idempotency"))
                .as("only left out where it says so")
                .isTrue();
    }

    @Test
    void givesAllProblemsAtOnceInTheOrderOfTheFile() throws IOException {
        Parsed parsed = parse(GOOD.replace("port: 8080", "port: 0")
                .replace("deadline: 2s", "deadline: 2")
                .replace("kafka: 4", "kafkaa: 4")
                .replace("system: shop", "system: Shop"));

        assertThat(((Parsed.Invalid) parsed).problems())
                .extracting(Problem::line)
                .isSorted()
                .contains(2, 9, 14, 28);
    }

    @Test
    void showsTheLineWithACaretUnderThePlace() throws IOException {
        Parsed parsed = parse(GOOD.replace("    port: 8080", "    port: 99999"));

        assertThat(messages(parsed).lines().toList()).containsSubsequence("  9 |     port: 99999", "    |           ^");
    }

    @Test
    void refusesAliasesThatMultiply() throws IOException {
        StringBuilder bomb = new StringBuilder("seatrial: 1\nsystem: shop\nbuild: &a0 [lol, lol]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("k")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append(", *a")
                    .append(i - 1)
                    .append("]\n");
        }

        assertThat(messages(parse(bomb.toString()))).contains("aliases multiply this file to over 200000 values");
    }

    @Test
    void refusesAFileThatIsTooLarge() throws IOException {
        assertThat(messages(parse("# " + "x".repeat(10_000_000))))
                .contains("1:1: error: the file has 10000002 bytes; a target file has at most 1048576");
    }

    @Test
    void refusesAFileNestedTooDeep() throws IOException {
        assertThat(messages(parse("seatrial: " + "[".repeat(60) + "]".repeat(60))))
                .contains("nested deeper than 50 levels");
    }

    @Test
    void namesTheByteThatIsNotUtf8() throws IOException {
        byte[] bytes = "seatrial: 1\nsystem: shXp\n".getBytes(StandardCharsets.UTF_8);
        bytes[22] = (byte) 0xE9;
        Files.write(directory.resolve(TargetFile.NAME), bytes);

        assertThat(messages(file().parse())).contains("2:11: error: byte 0xE9 is not UTF-8; save the file as UTF-8");
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThat(messages(file().parse()))
                .contains("1:1: error: no such file; a target is a directory with a seatrial.yaml");
    }

    @Test
    void saysThatTheFileIsEmpty() throws IOException {
        assertThat(messages(parse(""))).contains("1:1: error: the file is empty; it starts with \"seatrial: 1\"");
    }

    @Test
    void refusesASecondDocument() throws IOException {
        assertThat(messages(parse(GOOD + "---\nseatrial: 1\n"))).contains("a second document; a target file has one");
    }

    @Test
    void setsValuesOverTheFile() throws IOException {
        Files.writeString(directory.resolve(TargetFile.NAME), GOOD);

        Target target = file().with(List.of("orders.env.DEFECT=charge-twice", "profile=extended"))
                .parse()
                .orThrow();

        assertThat(target.services().get("orders").env())
                .isEqualTo(Map.of("LOG_LEVEL", "info", "DEFECT", "charge-twice"));
        assertThat(target.profile()).isEqualTo("extended");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            orderss.env.A=1     | --set orderss.env.A=1:1:1: error: "orderss" is neither a key of the file nor a service; did you mean "orders"?
            orders.evn.A=1      | --set orders.evn.A=1:1:8: error: unknown key "evn" in service "orders"; did you mean "env"?
            orders              | --set orders:1:1: error: expected path=value, such as payments.env.LOG_LEVEL=debug
            orders.port=abc     | --set orders.port=abc:1:13: error: "port" of service "orders": "abc" is not right
            orders.port.a=1     | --set orders.port.a=1:1:8: error: "port" is "8080", not a mapping; nothing can be set below it
            """)
    void saysWhatIsWrongWithASetting(String setting, String expected) throws IOException {
        Files.writeString(directory.resolve(TargetFile.NAME), GOOD);

        assertThat(messages(file().with(List.of(setting)).parse())).contains(expected);
    }

    @Test
    void readsTheSameInATurkishLocale() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat(parse(GOOD).orThrow().resources().get("orders-db").kind())
                    .isEqualTo(Resource.Kind.POSTGRES);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aPathWithSpacesAndUmlautsIsAPathLikeAnyOther() throws IOException {
        Path odd = Files.createDirectory(directory.resolve("Über der See"));
        Files.writeString(odd.resolve("a b.jar"), "jar");
        Files.writeString(
                odd.resolve(TargetFile.NAME),
                "seatrial: 1\nsystem: shop\nservices:\n  a: { jar: a b.jar, port: 80 }\n");

        assertThat(TargetFile.of(odd).parse().orThrow().services().get("a").program())
                .isEqualTo(new Program.Jar(odd.resolve("a b.jar")));
    }

    private Parsed parse(String text) throws IOException {
        Files.writeString(directory.resolve(TargetFile.NAME), text);
        return file().parse();
    }

    private TargetFile file() {
        return new TargetFile(directory, List.of(), Map.of("BOB_TOKEN", "s3cret-of-bob"), TODAY);
    }

    private static String messages(Parsed parsed) {
        return parsed instanceof Parsed.Invalid invalid
                ? invalid.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"))
                : "no problem";
    }

    private static String unescape(String text) {
        String bare = text.startsWith("'") && text.endsWith("'") ? text.substring(1, text.length() - 1) : text;
        return bare.replace("\\n", "\n").replace("\\t", "\t");
    }
}
