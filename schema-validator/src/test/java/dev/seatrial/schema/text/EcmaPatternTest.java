package dev.seatrial.schema.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EcmaPatternTest {
    private static final String[] ATOMS = {
        "a", "b", "[ab]", "[a-c]", "\\d", "[0-9]", "-", "\\.", "[A-Z0-9_]", "\\w", "c"
    };
    private static final String[] REPEATS = {"", "", "", "*", "+", "?", "{2}", "{1,3}", "{2,}"};

    @Test
    void onePassPatternsFindWhatTheSearchFinds() {
        SplittableRandom random = new SplittableRandom(7);
        int plain = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder source = new StringBuilder("^");
            for (int parts = random.nextInt(5); parts > 0; parts--) {
                source.append(ATOMS[random.nextInt(ATOMS.length)]).append(REPEATS[random.nextInt(REPEATS.length)]);
            }
            EcmaPattern pattern = EcmaPattern.compile(source.append('$').toString());
            plain += PlainPattern.of(pattern.source()) == null ? 0 : 1;
            for (int j = 0; j < 50; j++) {
                StringBuilder text = new StringBuilder();
                for (int letters = random.nextInt(7); letters > 0; letters--) {
                    text.append("abc01-._AZ\né".charAt(random.nextInt(12)));
                }
                assertThat(pattern.finds(text))
                        .as(pattern.source() + " on " + text)
                        .isEqualTo(pattern.searches(text));
            }
        }
        assertThat(plain).isGreaterThan(5_000);
    }

    @Test
    void meansWhatEcmaScriptMeans() {
        assertThat(EcmaPattern.compile("^a$").finds("a\n")).isFalse();
        assertThat(EcmaPattern.compile("^\\d$").finds("٣")).isFalse();
        assertThat(EcmaPattern.compile("^\\s$").finds("\uFEFF")).isTrue();
        assertThat(EcmaPattern.compile("^.$").finds("\u2028")).isFalse();
        assertThat(EcmaPattern.compile("^.$").finds("😀")).isTrue();
        assertThat(EcmaPattern.compile("^\\p{Letter}+$").finds("Zürich")).isTrue();
        assertThat(EcmaPattern.compile("[^]").finds("\n")).isTrue();
    }

    @Test
    void saysWhereAPatternIsNone() {
        assertThatThrownBy(() -> EcmaPattern.compile("a(b"))
                .isInstanceOfSatisfying(
                        BadPatternException.class,
                        e -> assertThat(e.what()).isEqualTo("unclosed group at character 4 of \"a(b\""));
        assertThatThrownBy(() -> EcmaPattern.compile("a++")).isInstanceOf(BadPatternException.class);
        assertThatThrownBy(() -> EcmaPattern.compile("\\Z")).isInstanceOf(BadPatternException.class);
    }
}
