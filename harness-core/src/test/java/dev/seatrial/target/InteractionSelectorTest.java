package dev.seatrial.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.target.InteractionSelector.Traits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InteractionSelectorTest {

    private static final Traits SEVEN = Traits.of("web", "orders", "order 7", List.of("order 7 exists", "it is open"));
    private static final Traits EIGHT = Traits.of("mobile", "orders", "order 8", List.of());
    private static final List<Traits> BOTH = List.of(SEVEN, EIGHT);

    private static InteractionSelector selector(String consumer, String provider, String description, String state) {
        return new InteractionSelector(given(consumer), given(provider), given(description), given(state));
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(t -> !t.isEmpty());
    }

    @Test
    void choosesByEachKey() {
        assertThat(chosen(selector("web", "", "", ""))).containsExactly(SEVEN);
        assertThat(chosen(selector("", "orders", "", ""))).containsExactly(SEVEN, EIGHT);
        assertThat(chosen(selector("", "", "order 8", ""))).containsExactly(EIGHT);
        assertThat(chosen(selector("", "", "", "it is open"))).containsExactly(SEVEN);
    }

    @Test
    void allItsKeysMustMatchAndMayHavePatterns() {
        assertThat(chosen(selector("W*", "", "order ?", ""))).containsExactly(SEVEN);
        assertThat(chosen(selector("web", "", "order 8", ""))).isEmpty();
        assertThat(chosen(selector("", "", "order", ""))).isEmpty();
    }

    private static List<Traits> chosen(InteractionSelector selector) {
        return BOTH.stream().filter(selector::matches).toList();
    }

    @Test
    void namesWhatItProbablyMeant() {
        assertThat(selector("web", "", "", "").mistake(BOTH)).isEmpty();
        assertThat(selector("wbe", "", "", "").mistake(BOTH))
                .contains(
                        "no interaction has the consumer \"wbe\"; did you mean \"web\"? there are \"mobile\", \"web\"");
        assertThat(selector("", "", "a purchase", "").mistake(BOTH))
                .contains("no interaction has the description \"a purchase\"; there are \"order 7\", \"order 8\"");
        assertThat(selector("", "", "", "empty").mistake(List.of(EIGHT)))
                .contains("no interaction has the state \"empty\"; there is none");
        assertThat(selector("web", "", "order 8", "").mistake(BOTH))
                .contains("each key of consumer: web, description: order 8 matches some interaction, but no interaction"
                        + " matches them all");
    }

    @Test
    void listsTenNamesAtMost() {
        List<Traits> many = IntStream.range(10, 22)
                .mapToObj(i -> Traits.of("web", "orders", "order " + i, List.of()))
                .toList();
        assertThat(selector("", "", "zzzzzzzzzzzzzzzz", "").mistake(many).orElseThrow())
                .endsWith("\"order 19\" and 2 more")
                .contains("; there are \"order 10\", ");
    }

    @Test
    void isReadFromTheTargetFile(@TempDir Path folder) throws Exception {
        Files.createDirectory(folder.resolve("pacts"));
        assertThat(read(
                        folder,
                        "directory: pacts, interactions: [{ consumer: web, state: open* }, { description: order 7 }]"))
                .isInstanceOfSatisfying(
                        Parsed.Valid.class,
                        valid -> assertThat(((Contracts.Directory)
                                                valid.target().contracts().orElseThrow())
                                        .interactions())
                                .containsExactly(selector("web", "", "", "open*"), selector("", "", "order 7", "")));
        assertThat(read(folder, "directory: pacts"))
                .isInstanceOfSatisfying(
                        Parsed.Valid.class,
                        valid -> assertThat(valid.target().contracts())
                                .contains(new Contracts.Directory(
                                        folder.resolve("pacts"), Optional.empty(), Optional.empty())));
    }

    @Test
    void refusesWhatChoosesNothing(@TempDir Path folder) throws Exception {
        Files.createDirectory(folder.resolve("pacts"));
        assertThat(messages(read(folder, "directory: pacts, interactions: [{}]")))
                .contains(
                        "4:47: error: this chooses nothing; expected one or more of consumer, provider, description, state");
        assertThat(messages(read(folder, "directory: pacts, interactions: []")))
                .contains("the list has 0 items; at least 1 expected");
        assertThat(messages(read(folder, "directory: pacts, interactions: [{ consumr: web }]")))
                .contains("unknown key \"consumr\"", "did you mean \"consumer\"?");
        assertThat(messages(read(folder, "broker: { url: \"http://b\" }, interactions: [{ consumer: web }]")))
                .contains(
                        "\"interactions\" chooses among the Pacts of a \"directory\"; give that instead of the broker");
    }

    private static Parsed read(Path folder, String contracts) throws Exception {
        Path file = folder.resolve("seatrial.yaml");
        Files.write(
                file,
                ("seatrial: 1\nsystem: t\nservices: { orders: { url: \"http://127.0.0.1:1\" } }\ncontracts: { "
                                + contracts + " }\n")
                        .getBytes(StandardCharsets.UTF_8));
        return Target.parse(file);
    }

    private static String messages(Parsed parsed) {
        return ((Parsed.Invalid) parsed)
                .problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
