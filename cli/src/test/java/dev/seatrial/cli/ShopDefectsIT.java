package dev.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shop is the conforming twin of the catalogue; each of its defects is a mutant over real processes, database and broker. */
@Tag("processes")
class ShopDefectsIT {

    private static final Path SHOP =
            Path.of("..", "examples", "shop").toAbsolutePath().normalize();
    private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9-]+)` \\| ([a-z]+) \\| ([A-Z]+-\\d{3}) \\|.*");

    /** What a defect needs beside its switch. */
    private static final Map<String, List<String>> SURROUNDINGS = Map.of(
            "shared-database",
            List.of(
                    "inventory.uses.orders-db.env.url=ORDERS_DATABASE_URL",
                    "inventory.uses.orders-db.env.user=ORDERS_DATABASE_USER",
                    "inventory.uses.orders-db.env.password=ORDERS_DATABASE_PASSWORD"));

    @TempDir
    Path temporary;

    /** A row of DEFECTS.md. */
    record Defect(String name, String service, String requirement) {
        @Override
        public String toString() {
            return service + " " + name + " is " + requirement;
        }
    }

    @BeforeAll
    static void build() throws Exception {
        Process process = new ProcessBuilder("./build")
                .directory(SHOP.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile("shop-build", ".log").toFile())
                .start();
        assertThat(process.waitFor()).isZero();
    }

    /** The defects whose requirement can be checked. */
    static Stream<Defect> defects() throws IOException {
        List<Defect> defects = new ArrayList<>();
        String checks = String.join(",", ChecksIds.all());
        for (String line : Files.readAllLines(SHOP.resolve("DEFECTS.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && checks.contains(row.group(3))) {
                defects.add(new Defect(row.group(1), row.group(2), row.group(3)));
            }
        }
        assertThat(defects).hasSizeGreaterThanOrEqualTo(12);
        return defects.stream();
    }

    @Test
    void theShopConforms() throws Exception {
        Program.Result result = verify(List.of());

        assertThat(result.code()).as(result.all()).isZero();
        JsonNode report = JsonMapper.shared().readTree(Files.readString(temporary.resolve("report.json")));
        TreeSet<String> satisfied = new TreeSet<>();
        report.path("results").forEach(r -> {
            if (r.path("outcome").path("kind").asString("").equals("Satisfied")) {
                satisfied.add(r.path("requirement").path("id").asString());
            }
        });
        assertThat(satisfied)
                .as("each requirement of the profile is shown to hold")
                .containsAll(ChecksIds.core());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void itsCheckNamesTheDefect(Defect defect) throws Exception {
        List<String> more = new ArrayList<>(
                List.of("--only", defect.requirement(), "--set", defect.service() + ".env.DEFECT=" + defect.name()));
        SURROUNDINGS.getOrDefault(defect.name(), List.of()).forEach(s -> more.addAll(List.of("--set", s)));

        Program.Result result = verify(more);

        assertThat(result.code()).as(result.all()).isEqualTo(1);
        assertThat(result.out()).contains("violated " + defect.requirement());
    }

    private Program.Result verify(List<String> more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "verify", SHOP.toString(), "--no-build", "--env", "processes", "--report", temporary.toString()));
        arguments.addAll(more);
        return Program.start(SHOP, new LinkedHashMap<>(), List.of(), arguments.toArray(String[]::new))
                .end(Duration.ofMinutes(5));
    }
}
