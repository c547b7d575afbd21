package dev.seatrial.graph.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.graph.model.Graph;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The golden files are beside this test's resources; {@code -Dseatrial.golden=DIR} writes them anew there. */
class FormatTest {

    private static final Snippets SNIPPETS = place -> place.line() == 0
            ? List.of()
            : List.of(new Snippets.Line(place.line(), "call(\"</script><b>\"); // line " + place.line()));

    @ParameterizedTest
    @EnumSource
    void isWrittenAsTheGoldenFileHasIt(Format format) throws IOException {
        String name = "shop." + format.name().toLowerCase(Locale.ROOT) + ".golden";
        String written = format.write(SampleGraphs.shop(), SNIPPETS);
        String golden = System.getProperty("seatrial.golden");
        if (golden != null) {
            Files.writeString(Path.of(golden, name), written);
        }
        try (var in = FormatTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            assertThat(written).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sameGraphSameBytes(Format format) {
        assertThat(format.write(SampleGraphs.large(40))).isEqualTo(format.write(SampleGraphs.large(40)));
    }

    @Test
    void textFitsEightyColumns() {
        assertThat(Format.TEXT.write(SampleGraphs.shop()).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void whatIsWrittenAsJsonIsReadAgain() throws Exception {
        Graph shop = SampleGraphs.shop();
        assertThat(JsonGraph.read(Format.JSON.write(shop))).isEqualTo(shop);
    }

    @ParameterizedTest
    @EnumSource(names = "SVG")
    void svgIsXml(Format format) throws Exception {
        byte[] svg = format.write(SampleGraphs.large(100)).getBytes(StandardCharsets.UTF_8);
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new java.io.ByteArrayInputStream(svg))
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("svg");
    }

    @Test
    void noNodeOfAPictureLiesOnAnother() {
        List<Layout.Box> boxes = ElkLayout.of(SampleGraphs.large(100)).boxes();
        for (Layout.Box a : boxes) {
            assertThat(boxes)
                    .filteredOn(b -> !b.equals(a))
                    .noneMatch(b -> a.x() < b.x() + b.width()
                            && b.x() < a.x() + a.width()
                            && a.y() < b.y() + b.height()
                            && b.y() < a.y() + a.height());
        }
    }

    @Test
    void htmlNeedsNothingElseAndRunsNothingOfTheSources() {
        String page = Format.HTML.write(SampleGraphs.shop(), SNIPPETS);
        assertThat(Pattern.compile("(src|href)=\"?(https?:)?//").matcher(page).find())
                .isFalse();
        assertThat(page).doesNotContain("</script><b>").contains("&lt;/script&gt;");
    }
}
