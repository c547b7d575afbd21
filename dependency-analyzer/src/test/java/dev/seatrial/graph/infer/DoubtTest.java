package dev.seatrial.graph.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files leave open, or should not be trusted with. */
class DoubtTest {

    @TempDir
    private Path directory;

    private SystemFiles system;

    @BeforeEach
    void twoServices() {
        system = new SystemFiles(directory).service("orders", 8081).service("payments", 8082);
    }

    private void warns(String... expected) {
        assertThat(system.graph().warnings()).extracting(Object::toString).containsExactly(expected);
    }

    @Test
    void anAddressWithoutAValueIsShownAsUnresolved() {
        system.with("orders/src/main/resources/application.properties", "pay.url=http://${PAY_HOST}/p");
        assertThat(system.edges()).isEmpty();
        warns("orders/src/main/resources/application.properties:1: unresolved: the address in 'pay.url' needs "
                + "'${PAY_HOST}', which has no value in the files");
    }

    @Test
    void twoNamesOfOneServiceAreAWarning() {
        system.with("compose.yml", "services:\n  shop: {build: orders}\n");
        assertThat(system.components()).containsExactly("orders service", "payments service");
        warns("orders/pom.xml: named differently, shown as 'orders': 'shop' by compose service in compose.yml:2, "
                + "'orders' by spring.application.name in orders/src/main/resources/application.yml:3");
    }

    @Test
    void externalEntitiesAreNotResolved() {
        system.with("secret.txt", "<dependency><artifactId>spring-kafka</artifactId></dependency>");
        system.with("evil/pom.xml", """
                <!DOCTYPE project [<!ENTITY x SYSTEM "../secret.txt">]>
                <project><artifactId>evil</artifactId><dependencies>&x;</dependencies></project>""");
        assertThat(system.components()).hasSize(2);
        assertThat(system.graph().warnings())
                .singleElement()
                .satisfies(
                        w -> assertThat(w.toString()).startsWith("evil/pom.xml: no valid XML: DOCTYPE is disallowed"));
    }

    @Test
    void linksAreNotFollowed(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("compose.yml"), "services:\n  stranger: {image: x}\n");
        Files.createSymbolicLink(directory.resolve("outside"), elsewhere);
        Files.createSymbolicLink(directory.resolve("again"), directory);
        Files.createSymbolicLink(directory.resolve("compose.yml"), elsewhere.resolve("compose.yml"));
        assertThat(system.components()).containsExactly("orders service", "payments service");
    }

    @Test
    void bytesThatAreNoUtf8StillCount() throws IOException {
        Files.write(
                directory.resolve("orders/src/main/resources/application.properties"),
                "# caf\u00e9\npay.url=http://payments/p".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(system.edges()).containsExactly("orders -> payments http /p");
    }

    @Test
    void binaryAndHugeFilesAreLeftOut() throws IOException {
        Files.write(directory.resolve("compose.yml"), new byte[] {'a', ':', 0, 1});
        try (var huge = Files.newByteChannel(
                directory.resolve("docker-compose.yml"),
                java.nio.file.StandardOpenOption.CREATE_NEW,
                java.nio.file.StandardOpenOption.WRITE,
                java.nio.file.StandardOpenOption.SPARSE)) {
            huge.position(1L << 30).write(java.nio.ByteBuffer.wrap(new byte[] {'x'}));
        }
        assertThat(system.components()).containsExactly("orders service", "payments service");
    }

    @Test
    void whatAChartNeedsFromElsewhereIsNamedWithItsLine() {
        system.with("chart/Chart.yaml", "name: shop\n");
        system.with("chart/templates/a.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: x}
                data:
                  a: {{ lookup "v1" "Secret" "ns" "n" }}
                  b: {{ include "common.names" . }}
                """);
        warns(
                "chart/templates/a.yaml:5: a part of the chart that could not be rendered: the function lookup",
                "chart/templates/a.yaml:6: a part of the chart that could not be rendered: the template common.names, "
                        + "which no file of the chart defines");
    }

    @Test
    void chartsThatIncludeThemselvesEnd() {
        system.with("chart/Chart.yaml", "name: shop\n");
        system.with("chart/templates/_h.tpl", "{{ define \"a\" }}{{ include \"a\" . }}{{ end }}");
        system.with("chart/templates/a.yaml", "a: {{ include \"a\" . }}\n");
        assertThat(system.graph().warnings())
                .singleElement()
                .satisfies(w -> assertThat(w.message()).contains("templates that include each other"));
    }

    @Test
    void passwordsInAddressesAreNotShown() {
        system.java(
                "orders",
                "A",
                "class A { RestTemplate r; void a() { r.getForObject(\"http://u:secret@stock/a\", A.class); } }");
        warns("orders/src/main/java/A.java:1: calls 'http://stock/a', a name that no component bears");
    }
}
