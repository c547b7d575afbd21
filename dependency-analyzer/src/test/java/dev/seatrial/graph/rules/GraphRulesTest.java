package dev.seatrial.graph.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.graph.config.BadFileException;
import dev.seatrial.graph.model.Component;
import dev.seatrial.graph.model.Edge;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Graph;
import dev.seatrial.graph.model.Kind;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.model.Tier;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GraphRulesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    /** {@code a>b} calls, {@code a~b} publishes to a broker, {@code a=db} uses a database, {@code a?b} asks discovery. */
    private static Graph graph(String... edges) {
        Set<Component> components = new TreeSet<>(java.util.Comparator.comparing(Component::name));
        List<Edge> found = new ArrayList<>();
        for (String edge : edges) {
            String[] ends = edge.split("[>~=?]", 2);
            char sign = edge.charAt(ends[0].length());
            EdgeKind kind = switch (sign) {
                case '~' -> EdgeKind.EVENT;
                case '=' -> EdgeKind.DATA_STORE;
                case '?' -> EdgeKind.DISCOVERY;
                default -> EdgeKind.HTTP;
            };
            Kind to = switch (sign) {
                case '~' -> Kind.BROKER;
                case '=' -> Kind.DATABASE;
                case '?' -> Kind.DISCOVERY;
                default -> Kind.SERVICE;
            };
            String[] database = ends[1].split("/", 2);
            components.add(new Component(ends[0], sign == '?' ? Kind.DISCOVERY : Kind.SERVICE, "test"));
            components.add(new Component(database[0], to, "test"));
            found.add(new Edge(
                    ends[0],
                    database[0],
                    kind,
                    Tier.DECLARED,
                    new Place(ends[0] + ".java", 1),
                    "",
                    database.length > 1 ? "/" + database[1] : "",
                    ""));
        }
        return new Graph(List.copyOf(components), found, List.of(), List.of(), List.of());
    }

    private static List<String> breaches(List<Breach> breaches) {
        return breaches.stream().map(b -> b.rule().id() + " " + b.subject()).toList();
    }

    private static List<String> of(String... edges) {
        return breaches(new GraphRules(OptionalInt.of(2)).of(graph(edges)));
    }

    private static List<String> added(Graph old, Graph now) {
        return breaches(new GraphRules(OptionalInt.of(2)).added(old, now));
    }

    @Test
    void callsInOneDirectionAreNoCycle() {
        assertThat(of("a>b", "b>c", "a>c")).isEmpty();
    }

    @Test
    void aCallBackIsACycle() {
        assertThat(of("b>c", "c>a", "a>b")).contains("GRAPH-001 a -> b -> c -> a");
    }

    @Test
    void anAnswerByEventIsNoCycle() {
        assertThat(of("a>b", "b~bus", "a~bus")).isEmpty();
    }

    @Test
    void aConfigurationServerThatRegistersItselfIsNoCycle() {
        assertThat(of("config?registry", "registry?config")).isEmpty();
    }

    @Test
    void aCycleIsToldOnceByItsShortestWay() {
        assertThat(of("a>b", "b>a", "b>c", "c>a")).containsExactly("GRAPH-001 a -> b -> a");
    }

    @Test
    void twoCyclesAreTwoFindings() {
        assertThat(of("a>b", "b>a", "x>y", "y>x")).containsExactly("GRAPH-001 a -> b -> a", "GRAPH-001 x -> y -> x");
    }

    @Test
    void aDatabaseForEachIsRight() {
        assertThat(of("a=a-db", "b=b-db")).isEmpty();
    }

    @Test
    void oneServerWithADatabaseForEachIsRight() {
        assertThat(of("a=pg/a", "b=pg/b")).isEmpty();
    }

    @Test
    void oneDatabaseForTwoIsShared() {
        assertThat(of("a=pg", "b=pg")).containsExactly("GRAPH-002 pg: a, b");
        assertThat(of("a=pg/shop", "b=pg/shop")).containsExactly("GRAPH-002 pg/shop: a, b");
    }

    @Test
    void aChainAsDeepAsAllowedIsRight() {
        assertThat(of("a>b", "b>c")).isEmpty();
    }

    @Test
    void oneCallMoreIsTooDeepAndToldFromItsStartOnly() {
        assertThat(of("a>b", "b>c", "c>d")).containsExactly("GRAPH-003 a -> b -> c -> d");
    }

    @Test
    void withoutADepthAnyChainIsRight() {
        assertThat(new GraphRules(OptionalInt.empty()).of(graph("a>b", "b>c", "c>d", "d>e")))
                .isEmpty();
    }

    @Test
    void anOldBreachIsNotNew() {
        Graph old = graph("a>b", "b>a", "a=pg", "b=pg", "p>q", "q>r", "r>s");
        assertThat(added(old, old)).isEmpty();
        assertThat(added(graph(), old)).hasSize(3);
    }

    @Test
    void aCallThatClosesAFurtherCycleIsNew() {
        assertThat(added(graph("a>b", "b>a"), graph("a>b", "b>a", "b>c", "c>a")))
                .containsExactly("GRAPH-001 a -> b -> c -> a");
    }

    @Test
    void aCycleOfWhichACallWentIsNotNew() {
        assertThat(added(graph("a>b", "b>a", "b>c", "c>a"), graph("a>b", "b>a")))
                .isEmpty();
    }

    @Test
    void aThirdUserOfASharedDatabaseIsNew() {
        assertThat(added(graph("a=pg", "b=pg"), graph("a=pg", "b=pg", "c=pg")))
                .containsExactly("GRAPH-002 pg: a, b, c");
        assertThat(added(graph("a=pg", "b=pg", "c=pg"), graph("a=pg", "b=pg"))).isEmpty();
    }

    @Test
    void aDeeperChainIsNew() {
        assertThat(added(graph("a>b", "b>c"), graph("a>b", "b>c", "c>d")))
                .containsExactly("GRAPH-003 a -> b -> c -> d");
    }

    @Test
    void aVeryLongChainIsRead() {
        List<String> edges = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            edges.add(String.format(Locale.ROOT, "s%04d>s%04d", i, i + 1));
        }
        assertThat(of(edges.toArray(String[]::new))).singleElement().asString().startsWith("GRAPH-003 s0000 -> s0001");
    }

    @Test
    void everyRuleSaysWhyAndHowToMend() {
        for (GraphRule rule : GraphRule.values()) {
            assertThat(rule.why()).endsWith(".");
            assertThat(rule.mend()).isNotBlank();
            assertThat(rule.source()).startsWith("https://");
        }
    }

    @Test
    void whatIsAllowedStaysSilentUntilItExpires() throws BadFileException {
        List<Breach> breaches = new GraphRules(OptionalInt.empty()).of(graph("a>b", "b>a"));
        Allowed allowed = Allowed.parse("allow.yml", """
                - rule: GRAPH-001
                  subject: a -> b -> a
                  reason: b is merged into a in March
                  expires: 2026-11-22
                """);
        Judgement lastDay = Judgement.of(breaches, allowed, TODAY);
        assertThat(lastDay.open()).isEmpty();
        assertThat(Findings.text(lastDay))
                .isEqualTo("allowed until 2026-11-22: GRAPH-001 a -> b -> a (b is merged into a in March)\n");
        Judgement after = Judgement.of(breaches, allowed, TODAY.plusDays(1));
        assertThat(after.open()).hasSize(1);
        assertThat(after.notes())
                .containsExactly("allow.yml:1: allowed until 2026-11-22, expired: GRAPH-001 a -> b -> a");
    }

    @Test
    void anEntryCoversOnlyItsSubjectAndOneThatNothingNeedsIsNamed() throws BadFileException {
        Allowed allowed = Allowed.parse("allow.yml", """
                - {rule: GRAPH-002, subject: "pg: a, b", reason: "split in the second quarter", expires: 2027-03-01}
                """);
        Judgement third =
                Judgement.of(new GraphRules(OptionalInt.empty()).of(graph("a=pg", "b=pg", "c=pg")), allowed, TODAY);
        assertThat(third.open()).hasSize(1);
        assertThat(third.notes()).containsExactly("allow.yml:1: nothing here needs it; remove it: GRAPH-002 pg: a, b");
    }

    @Test
    void namesEveryProblemOfAnAllowFileWithItsPlace() {
        assertThatThrownBy(() -> Allowed.parse("allow.yml", """
                        - rule: GRAPH-009
                          subject: x
                          reason: because
                          expires: tomorrow
                        - rule: GRAPH-001
                          subjekt: y
                        """))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("allow.yml:1: unknown rule \"GRAPH-009\"; expected one of GRAPH-001, GRAPH-002")
                .hasMessageContaining("allow.yml:1: the reason \"because\" says too little")
                .hasMessageContaining("allow.yml:1: \"tomorrow\" is no day such as 2027-03-01")
                .hasMessageContaining("allow.yml:6: unknown \"[1].subjekt\"")
                .hasMessageContaining("allow.yml:5: \"expires\" is missing");
        assertThatThrownBy(() -> Allowed.parse("allow.yml", "a: [")).hasMessageStartingWith("no valid YAML");
    }

    @Test
    void sarifHasThePlacesOfEachCall() {
        Judgement judgement =
                Judgement.of(new GraphRules(OptionalInt.empty()).of(graph("a>b", "b>a")), Allowed.NOTHING, TODAY);
        assertThat(Findings.sarif(judgement, "0.1.0"))
                .contains(
                        "\"version\" : \"2.1.0\"",
                        "\"ruleId\" : \"GRAPH-001\"",
                        "\"uri\" : \"a.java\"",
                        "\"relatedLocations\"",
                        "\"uri\" : \"b.java\"",
                        "\"seatrial/v1\" : \"GRAPH-001 a -> b -> a\"");
    }

    @Test
    void markdownKeepsItsTable() {
        Judgement judgement =
                Judgement.of(new GraphRules(OptionalInt.empty()).of(graph("a|x=pg", "b=pg")), Allowed.NOTHING, TODAY);
        assertThat(Findings.markdown(judgement))
                .contains("| GRAPH-002 no shared database | pg: a\\|x, b | a\\|x.java:1; b.java:1 |");
    }
}
