package dev.seatrial.suite.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.Finding;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.fixture.CheckHarness;
import dev.seatrial.fixture.Defect;
import dev.seatrial.fixture.FixtureSystem;
import dev.seatrial.fixture.FixtureTarget;
import dev.seatrial.target.Contracts;
import dev.seatrial.target.InteractionSelector;
import dev.seatrial.target.LinkSpec;
import dev.seatrial.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EveryPactHoldsTest {

    private static final Subject WEB = Subject.of("orders", "web");
    private static final String SEVEN = """
            {"description": "order 7", "providerStates": [{"name": "order 7 exists"}],
             "request": {"method": "GET", "path": "/orders/7", "headers": {"Authorization": "Bearer x"}},
             "response": {"status": 200, "body": {"id": "7"}%s}}""";

    private final EveryPactHolds check = new EveryPactHolds();

    @TempDir
    private Path directory;

    @Test
    void isSilentOnTheConformingTwin() {
        assertThat(outcome(Defect.NONE, FixtureTarget.target()))
                .isEqualTo(new Outcome.Satisfied("2 interactions of web-orders.json were answered as it says"));
    }

    @Test
    void findsAMemberThatWasRenamed() {
        assertThat(findings(outcome(Defect.FIELD_RENAMED, FixtureTarget.target())))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.did())
                            .isEqualTo(
                                    "sent the request of the interaction \"a request for an order that exists (order 7"
                                            + " exists)\" of web-orders.json");
                    assertThat(f.saw())
                            .startsWith("status 200; ")
                            .contains("status")
                            .doesNotContain("\u001B");
                    assertThat(f.replay()).startsWith("curl").contains("/orders/7");
                });
    }

    @Test
    void findsAStatusThatChanged() {
        assertThat(findings(outcome(Defect.WRONG_STATUS, FixtureTarget.target())))
                .singleElement()
                .satisfies(f -> assertThat(f.saw()).isEqualTo("status 400; expected status of 404 but was 400"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "2.0.0", "3.0.0", "4.0"})
    void readsEveryVersion(String version) throws IOException {
        pact(version, SEVEN.formatted(""));
        assertThat(outcome(Defect.NONE, target(Optional.of("/_pact/state")))).isInstanceOf(Outcome.Satisfied.class);
        pact(version, SEVEN.formatted("").replace("\"id\": \"7\"", "\"id\": \"8\""));
        assertThat(findings(outcome(Defect.NONE, target(Optional.of("/_pact/state")))))
                .hasSize(1);
    }

    @Test
    void cannotTellByAnEmptyPact() throws IOException {
        pact("3.0.0", "");
        assertThat(why(Optional.of("/_pact/state"))).isEqualTo("p.json has no interaction, so it says nothing");
    }

    @Test
    void readsEachFileOfAConsumerInItsOwnVersion() throws IOException {
        pact("3.0.0", SEVEN.formatted("").replace("\"id\": \"7\"", "\"id\": \"8\""));
        Files.move(directory.resolve("p.json"), directory.resolve("z.json"));
        pact("4.0", SEVEN.formatted(""));
        assertThat(findings(outcome(Defect.NONE, target(Optional.of("/_pact/state")))))
                .singleElement()
                .satisfies(f -> assertThat(f.did()).endsWith(" of p.json, z.json"));
    }

    @Test
    void neverPassesAnEmptyPactBesideAnother() throws IOException {
        pact("3.0.0", "");
        Files.move(directory.resolve("p.json"), directory.resolve("z.json"));
        pact("3.0.0", SEVEN.formatted(""));
        assertThat(why(Optional.of("/_pact/state")))
                .isEqualTo("\"z.json\" was not verified: the file has no interaction");
    }

    @Test
    void cannotTellByAMatcherThatIsMisspelt() throws IOException {
        pact(
                "3.0.0",
                SEVEN.formatted(
                        ", \"matchingRules\": {\"body\": {\"$.id\": {\"matchers\": [{\"match\": \"tpye\"}]}}}"));
        assertThat(why(Optional.of("/_pact/state")))
                .isEqualTo("\"order 7 (order 7 exists)\" cannot be verified: no version of Pact has the matcher"
                        + " \"tpye\"");
    }

    @Test
    void neverPassesAPendingInteractionThatFails() throws IOException {
        pact(
                "4.0",
                SEVEN.formatted("")
                        .replace("\"id\": \"7\"", "\"id\": \"8\"")
                        .replaceFirst("\\{", "{\"pending\": true, "));
        assertThat(why(Optional.of("/_pact/state")))
                .startsWith("\"order 7 (order 7 exists)\" is pending and does not hold yet: ");
    }

    @Test
    void neverPassesAMessage() throws IOException {
        pact("4.0", "{\"type\": \"Asynchronous/Messages\", \"description\": \"m\", \"contents\": {\"content\": {}}}");
        assertThat(why(Optional.of("/_pact/state")))
                .isEqualTo("\"m\" was not verified: it is a message, and only HTTP is verified yet");
    }

    @Test
    void verifiesOldStatesAndMessagesOfAnyVersion() throws IOException {
        pact(
                "2.0.0",
                SEVEN.formatted("")
                        .replace(
                                "\"providerStates\": [{\"name\": \"order 7 exists\"}]",
                                "\"providerState\": \"order 9 exists\""));
        assertThat(why(Optional.of("/_pact/state"))).contains("unknown provider state \\\"order 9 exists\\\"");
        pact("3.0.0", "");
        Files.writeString(
                directory.resolve("p.json"),
                Files.readString(directory.resolve("p.json"))
                        .replace("\"interactions\": []", "\"messages\": [{\"description\": \"m\", \"contents\": {}}]"));
        assertThat(why(Optional.of("/_pact/state")))
                .isEqualTo("\"m\" was not verified: it is a message, and only HTTP is verified yet");
    }

    @Test
    void cannotTellWithoutTheProvidersState() throws IOException {
        pact("3.0.0", SEVEN.formatted(""));
        assertThat(why(Optional.empty()))
                .startsWith(
                        "\"order 7 (order 7 exists)\" was not verified: it needs the provider state \"order 7 exists\";");
        assertThat(why(Optional.of("/nowhere")))
                .contains(
                        "the provider state \"order 7 exists\" could not be set up: POST /nowhere was answered 404 {");
        pact("3.0.0", SEVEN.formatted("").replace("order 7 exists", "order 9 exists"));
        assertThat(why(Optional.of("/_pact/state"))).contains("unknown provider state \\\"order 9 exists\\\"");
    }

    @Test
    void cannotTellByAFileThatIsNoPact() throws IOException {
        Files.writeString(directory.resolve("p.json"), "{");
        Target target = target(Optional.empty());
        assertThat(check.subjects(target)).isEqualTo(new Subjects.Some(List.of(Subject.of("contracts", "p.json"))));
        try (FixtureSystem system = FixtureSystem.with(Defect.NONE, target)) {
            assertThat(CheckHarness.run(check, system, Subject.of("contracts", "p.json")))
                    .isInstanceOfSatisfying(
                            Outcome.Inconclusive.class, o -> assertThat(o.why()).startsWith("p.json is no JSON: "));
        }
    }

    @Test
    void cannotTellWhereTheDirectoryIsNotThere() {
        Path gone = directory.resolve("gone");
        Target target =
                FixtureTarget.target().withContracts(new Contracts.Directory(gone, Optional.empty(), Optional.empty()));
        assertThat(check.subjects(target)).isEqualTo(new Subjects.Some(List.of(Subject.of("contracts", "gone"))));
        try (FixtureSystem system = FixtureSystem.with(Defect.NONE, target)) {
            assertThat(CheckHarness.run(check, system, Subject.of("contracts", "gone")))
                    .isInstanceOfSatisfying(
                            Outcome.Inconclusive.class,
                            o -> assertThat(o.why())
                                    .startsWith("the directory of contracts " + gone + " cannot be read: "));
        }
    }

    @Test
    void cannotTellByAFileThatCannotBeRead() throws IOException {
        Files.write(directory.resolve("p.json"), new byte[] {'{', '"', (byte) 0xC3, '"', '}'});
        try (FixtureSystem system = FixtureSystem.with(Defect.NONE, target(Optional.empty()))) {
            assertThat(CheckHarness.run(check, system, Subject.of("contracts", "p.json")))
                    .isInstanceOfSatisfying(
                            Outcome.Inconclusive.class, o -> assertThat(o.why()).startsWith("p.json cannot be read: "));
        }
    }

    @Test
    void sendsTheQueryAndTheBodyThatTheConsumerSends() throws IOException {
        pact("3.0.0", """
                {"description": "a list", "request": {"method": "GET", "path": "/orders",
                  "query": {"limit": ["2"], "who is": ["a&b", "c d"]}, "headers": {"Authorization": "Bearer x"}},
                 "response": {"status": 200}},
                {"description": "an order", "request": {"method": "POST", "path": "/orders",
                  "headers": {"Authorization": "Bearer x", "Content-Type": "application/json", "Idempotency-Key": "k"},
                  "body": {"item": "anchor", "quantity": 2}},
                 "response": {"status": 201, "body": {"item": "anchor"}}}""");
        Target patient = target(Optional.empty())
                .withServices(
                        FixtureTarget.orders()
                                .withCalls(LinkSpec.of("orders", "stock", Map.of("url", "STOCK_URL"))
                                        .withDeadline(Duration.ofSeconds(5))),
                        FixtureTarget.stock());
        try (FixtureSystem system = FixtureSystem.with(Defect.NONE, patient)) {
            ContractObservation seen = CheckHarness.voyage(system, voyage -> check.observe(WEB, voyage));
            assertThat(seen.interactions())
                    .hasSize(2)
                    .allSatisfy(i -> assertThat(i.skipped()).isEmpty());
            assertThat(seen.interactions().get(0).exchange().get(0).url())
                    .endsWith("/orders?limit=2&who%20is=a%26b&who%20is=c%20d");
            assertThat(seen.interactions().get(1).exchange().get(0).requestBody())
                    .contains("\"quantity\":2");
            assertThat(seen.interactions()
                            .get(1)
                            .exchange()
                            .get(0)
                            .requestHeaders()
                            .get("Content-Type"))
                    .startsWith("application/json");
            assertThat(check.judge(seen)).isInstanceOf(Outcome.Satisfied.class);
        }
    }

    @Test
    void appliesToNothingWhereNoPactNamesAService() throws IOException {
        assertThat(check.subjects(Target.of(directory, "t")))
                .isEqualTo(new Subjects.None(
                        "the target names no contracts; say where the Pacts are with \"contracts:\""));
        Files.writeString(
                directory.resolve("p.json"), "{\"consumer\": {\"name\": \"a\"}, \"provider\": {\"name\": \"b\"}}");
        assertThat(check.subjects(target(Optional.empty())))
                .isEqualTo(new Subjects.None("no Pact in " + directory
                        + " names a service of the target as its provider; the providers named are [b]"));
    }

    @Test
    void verifiesOnlyWhatIsChosenAndSaysWhatIsLeftOut() {
        assertThat(outcome(Defect.FIELD_RENAMED, choosing(description("*does not exist"))))
                .isEqualTo(new Outcome.Satisfied("1 of 2 interactions of web-orders.json were answered as it says;"
                        + " not verified, because no selector chooses them: \"a request for an order that exists"
                        + " (order 7 exists)\""));
    }

    @Test
    void findsWhatIsBrokenAmongTheChosen() {
        assertThat(findings(outcome(Defect.FIELD_RENAMED, choosing(state("order 7 exists")))))
                .hasSize(1);
        assertThat(findings(outcome(Defect.WRONG_STATUS, choosing(state("no order 8"), state("order 7 exists")))))
                .hasSize(1);
    }

    @Test
    void isNoPassWhereNothingOfAPactIsChosen() throws IOException {
        pact("3.0.0", SEVEN.formatted(""));
        Files.writeString(
                directory.resolve("q.json"),
                Files.readString(directory.resolve("p.json")).replace("\"web\"", "\"mobile\""));
        Target target = target(Optional.of("/_pact/state"), consumer("mobile"));
        assertThat(check.subjects(target)).isEqualTo(new Subjects.Some(List.of(WEB, Subject.of("orders", "mobile"))));
        assertThat(outcome(Defect.NONE, target))
                .isEqualTo(new Outcome.Inapplicable(
                        "none of the 1 interactions of p.json is chosen by" + " \"interactions:\" of the contracts"));
    }

    @Test
    void tellsWhatIsLeftOutWhereItCannotTell() throws IOException {
        pact("3.0.0", SEVEN.formatted("") + ", " + SEVEN.formatted("").replace("\"order 7\"", "\"the same\""));
        Outcome outcome = outcome(Defect.NONE, target(Optional.empty(), description("order 7")));
        assertThat(((Outcome.Inconclusive) outcome).why())
                .startsWith("\"order 7 (order 7 exists)\" was not verified: ")
                .endsWith("; not verified, because no selector chooses them: \"the same (order 7 exists)\"");
    }

    @Test
    void refusesASelectorThatChoosesNothing() throws IOException {
        Path pacts = ((Contracts.Directory) FixtureTarget.target().contracts().orElseThrow()).path();
        assertThat(check.subjects(choosing(state("order 7 exists"), consumer("wbe"))))
                .isEqualTo(new Subjects.Mistaken("\"interactions\" of \"contracts\": no interaction has the consumer"
                        + " \"wbe\"; did you mean \"web\"? there are \"web\", in the Pacts of " + pacts));
        pact("3.0.0", SEVEN.formatted(""));
        Files.writeString(directory.resolve("q.json"), "{");
        assertThat(check.subjects(target(Optional.empty(), consumer("mobile"))))
                .isInstanceOfSatisfying(
                        Subjects.Mistaken.class, m -> assertThat(m.why()).contains("; but q.json is no JSON: "));
    }

    private static InteractionSelector consumer(String pattern) {
        return new InteractionSelector(Optional.of(pattern), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static InteractionSelector description(String pattern) {
        return new InteractionSelector(Optional.empty(), Optional.empty(), Optional.of(pattern), Optional.empty());
    }

    private static InteractionSelector state(String pattern) {
        return new InteractionSelector(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(pattern));
    }

    /** The fixture's Pacts, of which these are chosen. */
    private static Target choosing(InteractionSelector... selectors) {
        Contracts.Directory all =
                (Contracts.Directory) FixtureTarget.target().contracts().orElseThrow();
        return FixtureTarget.target()
                .withContracts(
                        new Contracts.Directory(all.path(), all.stateChange(), all.identity(), List.of(selectors)));
    }

    private void pact(String version, String given) throws IOException {
        String interactions = (version.startsWith("4") && given.startsWith("{\"d")) || given.startsWith("{\"pending")
                ? given.replaceFirst("\\{", "{\"type\": \"Synchronous/HTTP\", ")
                        .replaceFirst(
                                "\"body\": (\\{[^}]*})",
                                "\"body\": {\"content\": $1, \"contentType\":"
                                        + " \"application/json\", \"encoded\": false}")
                : given;
        Files.writeString(
                directory.resolve("p.json"),
                "{\"consumer\": {\"name\": \"web\"}, \"provider\": {\"name\": \"orders\"}, \"interactions\": ["
                        + interactions + "], \"metadata\": {\"pactSpecification\": {\"version\": \"" + version
                        + "\"}}}");
    }

    private Target target(Optional<String> stateChange, InteractionSelector... selectors) {
        return FixtureTarget.target()
                .withContracts(
                        new Contracts.Directory(directory, stateChange, Optional.of("alice"), List.of(selectors)));
    }

    private String why(Optional<String> stateChange) {
        Outcome outcome = outcome(Defect.NONE, target(stateChange));
        assertThat(outcome).isInstanceOf(Outcome.Inconclusive.class);
        return ((Outcome.Inconclusive) outcome).why();
    }

    private Outcome outcome(Defect defect, Target target) {
        try (FixtureSystem system = FixtureSystem.with(defect, target)) {
            return CheckHarness.run(check, system, WEB);
        }
    }

    private static List<Finding> findings(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Violated.class);
        return ((Outcome.Violated) outcome).findings();
    }
}
