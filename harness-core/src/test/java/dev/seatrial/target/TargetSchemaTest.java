package dev.seatrial.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The published schema and the parser describe the same file. */
class TargetSchemaTest {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Path PUBLISHED = Path.of("..", "docs", "seatrial.schema.json");

    private static final String SAMPLE = """
            seatrial: 1
            system: shop
            profile: ours
            profiles: { ours: { means: us, extends: core, include: ["IDEMP-*", health], exclude: [RES-003] } }
            identities: { alice: { bearer: { key: key.pem, claims: { sub: alice } } }, bob: { bearer: token } }
            services:
              orders:
                jar: orders.jar
                port: 8080
                health: { live: /livez, ready: /readyz }
                env: { LOG_LEVEL: info, N: 3 }
                calls: { payments: { env: PAYMENTS_URL, deadline: 2s, soft: true } }
                uses: { orders-db: { env: { url: DATABASE_URL } } }
                operations:
                  createOrder:
                    idempotency: { dialect: ietf, required: true }
                    effect: { sql: "select 1" }
                    fallback: [{ when: payments, status: 202 }]
              payments: { url: "http://127.0.0.1:9090" }
            resources: { orders-db: { postgres: 16 }, bus: { kafka: 4 } }
            events: { order-events: { publisher: orders, consumers: [payments], envelope: cloudevents } }
            contracts: { directory: pacts, states: /states, interactions: [{ consumer: web, state: "order *" }] }
            journeys:
              place-order:
                - { call: orders.createOrder, with: { headers: { A: b } }, expect: { status: 201 } }
                - eventually: { within: 5s, sql: { resource: orders-db, query: select 1, equals: 1 } }
            waivers: [{ requirement: RES-002, subject: payments, reason: talks to nobody, expires: 2027-03-01 }]
            """;

    /** To write it anew: {@code mvn -pl harness-core test -Dtest=TargetSchemaTest -Dseatrial.write=true}. */
    @Test
    void thePublishedSchemaIsTheOneOfThisParser() throws IOException {
        String schema = JSON.writeValueAsString(TargetFile.schema()).replace("\r\n", "\n") + "\n";
        if (Boolean.getBoolean("seatrial.write")) {
            Files.writeString(PUBLISHED, schema);
        }

        assertThat(Files.readString(PUBLISHED)).isEqualTo(schema);
    }

    @Test
    void schemaAndParserAgreeOnMutatedFiles() {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JSON.writeValueAsString(TargetFile.schema()), InputFormat.JSON);
        Random random = new Random(20_261_122);
        int refused = 0;
        for (int i = 0; i < 1_500; i++) {
            Tree tree = sample();
            String mutation = i == 0 ? "nothing" : mutate(tree, random);
            List<Problem> problems = new ArrayList<>();
            new ShapeCheck(problems).check(TargetShape.FILE_SHAPE, tree, "the target file");
            boolean bySchema = schema.validate(JSON.writeValueAsString(Branch.plain(tree)), InputFormat.JSON)
                    .isEmpty();
            assertThat(problems.isEmpty())
                    .as("after " + mutation + ", parser: " + problems)
                    .isEqualTo(bySchema);
            refused += problems.isEmpty() ? 0 : 1;
        }
        assertThat(refused).isBetween(400, 1_499);
    }

    private static Tree sample() {
        List<Problem> problems = new ArrayList<>();
        Tree tree = YamlText.read("sample", SAMPLE.getBytes(StandardCharsets.UTF_8), problems)
                .orElseThrow();
        assertThat(problems).isEmpty();
        return tree;
    }

    /** Renames or drops a key, or puts another value in its place. */
    private static String mutate(Tree tree, Random random) {
        List<Tree.Mapping> mappings = new ArrayList<>();
        collect(tree, mappings);
        Tree.Mapping mapping = mappings.get(random.nextInt(mappings.size()));
        int at = random.nextInt(mapping.entries().size());
        Tree.Entry entry = mapping.entries().get(at);
        switch (random.nextInt(3)) {
            case 0 -> mapping.entries().remove(at);
            case 1 ->
                mapping.entries()
                        .set(
                                at,
                                new Tree.Entry(
                                        new Tree.Scalar(
                                                entry.key().place(), entry.key().text() + "x", true),
                                        entry.value()));
            default -> {
                String[] texts = {"7", "0", "true", "x", "/x", "2s", "A B", "-1", "70000", "2027-01-01"};
                String text = texts[random.nextInt(texts.length)];
                mapping.entries()
                        .set(
                                at,
                                new Tree.Entry(
                                        entry.key(), new Tree.Scalar(entry.key().place(), text, true)));
                return "setting " + entry.key().text() + " to " + text;
            }
        }
        return "changing the key " + entry.key().text();
    }

    private static void collect(Tree tree, List<Tree.Mapping> into) {
        if (tree instanceof Tree.Mapping mapping) {
            if (!mapping.entries().isEmpty()) {
                into.add(mapping);
            }
            mapping.entries().forEach(e -> collect(e.value(), into));
        } else if (tree instanceof Tree.Sequence sequence) {
            sequence.items().forEach(i -> collect(i, into));
        }
    }
}
