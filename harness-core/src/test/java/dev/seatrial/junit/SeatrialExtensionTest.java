package dev.seatrial.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.environment.Environment;
import dev.seatrial.environment.RunningService;
import dev.seatrial.link.Ledger;
import dev.seatrial.link.Link;
import dev.seatrial.target.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

class SeatrialExtensionTest {

    private static final String FILE = "target/test-targets/harbour/seatrial.yaml";
    private static final String FLEET = "target/test-targets/fleet/seatrial.yaml";

    @TempDir
    Path folder;

    private ClassLoader before;

    @BeforeEach
    void install() throws Exception {
        before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(FakeParts.loader(folder));
        Path file = Path.of(FILE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                seatrial: 1
                system: harbour
                profile: extended
                services:
                  orders: { url: "http://127.0.0.1:1", port: 8080 }
                """);
        Files.createDirectories(Path.of(FLEET).getParent());
        Files.writeString(
                Path.of(FLEET),
                Files.readString(file).replace("harbour", "fleet")
                        + "  billing: { url: \"http://127.0.0.1:1\", port: 8080 }\n");
        FakeParts.STARTS.set(0);
        FakeParts.STOPS.set(0);
        FakeParts.SEEDS.clear();
    }

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
        System.clearProperty("seatrial.only");
        System.clearProperty("seatrial.subject");
        System.clearProperty("seatrial.seed");
    }

    private static EngineExecutionResults run(Class<?>... classes) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(java.util.Arrays.stream(classes)
                        .map(DiscoverySelectors::selectClass)
                        .toArray(org.junit.platform.engine.DiscoverySelector[]::new))
                .execute();
    }

    private static Map<String, String> ends(EngineExecutionResults results) {
        return results.testEvents().stream()
                .filter(event -> event.getType() == EventType.FINISHED)
                .collect(Collectors.toMap(
                        event -> event.getTestDescriptor().getDisplayName(), SeatrialExtensionTest::end));
    }

    private static String end(Event event) {
        TestExecutionResult result = event.getRequiredPayload(TestExecutionResult.class);
        return result.getStatus()
                + result.getThrowable().map(e -> " " + e.getMessage()).orElse("");
    }

    @Test
    void startsOnceForSeveralClassesAndStopsAtTheEnd() {
        EngineExecutionResults results = run(Injected.class, InjectedToo.class);
        results.testEvents().assertStatistics(s -> s.succeeded(3).failed(0));
        assertThat(FakeParts.STARTS).hasValue(1);
        assertThat(FakeParts.STOPS).hasValue(1);
    }

    @Test
    void showsEachCheckOfEachSubjectAsATest() {
        Map<String, String> ends = ends(run(Voyage.class));
        assertThat(ends)
                .containsEntry("GOOD-001 orders", "SUCCESSFUL")
                .containsEntry("NONE-001", "ABORTED inapplicable: no event is declared")
                .containsKeys("BAD-001 orders", "UNCLEAR-001 orders", "verdict")
                .hasSize(5);
        assertThat(ends.get("BAD-001 orders"))
                .startsWith("FAILED violated BAD-001 orders\n")
                .contains("saw       two charges", "expected  something good", "replay    curl http://127.0.0.1:1/");
        assertThat(ends.get("UNCLEAR-001 orders")).startsWith("FAILED inconclusive UNCLEAR-001 orders\n");
        assertThat(ends.get("verdict"))
                .startsWith("FAILED took ")
                .endsWith("VIOLATES  1 violated, 1 inconclusive, 1 satisfied, 1 inapplicable");
    }

    @Test
    void writesTheReportsBesideTheTestResults() throws Exception {
        Path reports = Path.of("target/test-targets/reports/harbour");
        Files.deleteIfExists(reports.resolve("report.json"));
        run(Reporting.class);
        assertThat(reports.resolve("report.json")).content().contains("\"seed\" : 42", "good 42");
        assertThat(reports.resolve("index.html")).exists();
        assertThat(FakeParts.SEEDS).as("seeds of the links").containsExactly(42L);
    }

    @Test
    void aFreshSeedIsTheOneOfLinksAndChecks() throws Exception {
        Path report = Path.of("target/test-targets/fresh/harbour/report.json");
        run(Fresh.class);
        assertThat(FakeParts.SEEDS).hasSize(1);
        assertThat(report).content().contains("\"seed\" : " + FakeParts.SEEDS.get(0), "good " + FakeParts.SEEDS.get(0));
    }

    @Test
    void theSystemPropertyGivesTheSeedOfLinksAndChecks() throws Exception {
        System.setProperty("seatrial.seed", "4711");
        run(Fresh.class);
        assertThat(FakeParts.SEEDS).containsExactly(4711L);
        assertThat(Path.of("target/test-targets/fresh/harbour/report.json"))
                .content()
                .contains("good 4711");
    }

    @Test
    void skipsWhatCannotBeToldWhereThePolicySaysSo() {
        assertThat(ends(run(Tolerant.class)))
                .containsEntry("UNCLEAR-001 orders", "ABORTED inconclusive: unclear: nothing arrived")
                .containsEntry("verdict", "SUCCESSFUL");
    }

    @Test
    void nothingShownIsNoSuccessHoweverTolerant() {
        assertThat(ends(run(NothingShown.class)).get("verdict")).startsWith("FAILED");
    }

    @Test
    void showsOnlyTheChecksOfTheSubjectsThatTheAnnotationChooses() {
        assertThat(ends(run(Chosen.class)))
                .containsEntry("GOOD-001 orders", "SUCCESSFUL")
                .containsEntry("verdict", "SUCCESSFUL")
                .hasSize(2);
        assertThat(ends(run(OtherSubject.class)))
                .containsOnlyKeys("GOOD-001 billing", "BAD-001 billing", "UNCLEAR-001 billing", "verdict");
    }

    @Test
    void systemPropertiesChooseWhereTheAnnotationDoesNot() {
        System.setProperty("seatrial.only", "GOOD-*, unclear-001");
        System.setProperty("seatrial.subject", "bill*");
        assertThat(ends(run(Fleet.class))).containsOnlyKeys("GOOD-001 billing", "UNCLEAR-001 billing", "verdict");
        assertThat(ends(run(Chosen.class))).containsOnlyKeys("GOOD-001 orders", "verdict");
    }

    @Test
    void holdsTheSystemToAProfileThatItsFileDeclares() throws Exception {
        Files.writeString(
                Path.of(FLEET),
                Files.readString(Path.of(FLEET))
                        + "profiles: { ours: { extends: extended, exclude: [BAD-*, NONE-001] } }\n");
        assertThat(ends(run(OwnProfile.class)))
                .containsOnlyKeys(
                        "GOOD-001 orders", "GOOD-001 billing", "UNCLEAR-001 orders", "UNCLEAR-001 billing", "verdict");
    }

    @Test
    void emptySystemPropertiesChooseEverything() {
        System.setProperty("seatrial.only", "");
        System.setProperty("seatrial.subject", " , ");
        assertThat(ends(run(Fleet.class))).hasSize(8);
    }

    @Test
    void aPatternThatMatchesNothingFailsTheClassWithTheMessageOfTheCommandLine() {
        System.setProperty("seatrial.only", "GOD-001");
        assertThat(failure(Fleet.class))
                .isEqualTo("FAILED --only GOD-001 matches no check; did you mean \"GOOD-001\"? there are BAD-001,"
                        + " GOOD-001, NONE-001, UNCLEAR-001");
        System.clearProperty("seatrial.only");
        System.setProperty("seatrial.subject", "orderz");
        assertThat(failure(Fleet.class))
                .isEqualTo("FAILED --subject orderz matches nothing that the selected checks look at; did you mean"
                        + " \"orders\"? the services are orders, billing");
        assertThat(failure(Mistyped.class))
                .isEqualTo("FAILED --only GOOD-002 matches no check; did you mean \"GOOD-001\"? there are BAD-001,"
                        + " GOOD-001, NONE-001, UNCLEAR-001");
    }

    private static String failure(Class<?> voyage) {
        return run(voyage).containerEvents().failed().list().stream()
                .map(SeatrialExtensionTest::end)
                .collect(Collectors.joining("; "));
    }

    @Test
    void namesTheServiceOrLinkThatThereIsNot() {
        assertThat(ends(run(Mistaken.class)))
                .containsEntry(
                        "service(RunningService)", "FAILED there is no service \"order\"; the services are orders")
                .containsEntry("link(Ledger)", "FAILED there is no link \"a->b\"; the links are ");
        assertThat(ends(run(Mistaken.class)).get("unnamed(Link)"))
                .contains("needs @Named with the name of a service or of a link such as \"orders -> payments\"");
    }

    @Test
    void aTargetFileThatIsWrongFailsTheClassWithItsProblems() throws Exception {
        Files.writeString(Path.of(FILE), "seatrial: 1\nsystm: harbour\n");
        EngineExecutionResults results = run(Injected.class);
        assertThat(results.containerEvents().failed().list())
                .singleElement()
                .extracting(SeatrialExtensionTest::end)
                .asString()
                .contains("seatrial.yaml:2:1", "systm", "system");
    }

    @Seatrial(value = FILE, environment = "berth", report = "")
    static class Injected {
        @Test
        void environment(Environment environment, Target target) {
            assertThat(environment.target()).isSameAs(target);
            assertThat(target.system()).isEqualTo("harbour");
        }

        @Nested
        class Inside {
            @Test
            void service(@Named("orders") RunningService service) {
                assertThat(service.spec().name()).isEqualTo("orders");
            }
        }
    }

    @Seatrial(value = FILE, environment = "berth", report = "")
    static class InjectedToo {
        @Test
        void environment(Environment environment) {
            assertThat(environment.provider()).isEqualTo("fake");
        }
    }

    @Seatrial(value = FILE, environment = "berth", report = "")
    static class Voyage implements VoyageTests {}

    @Seatrial(value = FILE, environment = "berth", report = "target/test-targets/reports", seed = 42)
    static class Reporting implements VoyageTests {}

    @Seatrial(value = FILE, environment = "berth", report = "target/test-targets/fresh")
    static class Fresh implements VoyageTests {}

    @Seatrial(
            value = FILE,
            environment = "berth",
            report = "",
            only = {"GOOD-*", "UNCLEAR-*"},
            tolerateInconclusive = true)
    static class Tolerant implements VoyageTests {}

    @Seatrial(value = FILE, environment = "berth", report = "", only = "UNCLEAR-*", tolerateInconclusive = true)
    static class NothingShown implements VoyageTests {}

    @Seatrial(value = FLEET, environment = "berth", report = "", profile = "ours")
    static class OwnProfile implements VoyageTests {}

    @Seatrial(value = FLEET, environment = "berth", report = "")
    static class Fleet implements VoyageTests {}

    @Seatrial(value = FLEET, environment = "berth", report = "", only = "GOOD-*", subject = "orders")
    static class Chosen implements VoyageTests {}

    @Seatrial(value = FLEET, environment = "berth", report = "", subject = "billing")
    static class OtherSubject implements VoyageTests {}

    @Seatrial(value = FLEET, environment = "berth", report = "", only = "GOOD-002")
    static class Mistyped implements VoyageTests {}

    @Seatrial(value = FILE, environment = "berth", report = "")
    static class Mistaken {
        @Test
        void service(@Named("order") RunningService service) {}

        @Test
        void link(@Named("a->b") Ledger ledger) {}

        @Test
        void unnamed(Link link) {}
    }
}
