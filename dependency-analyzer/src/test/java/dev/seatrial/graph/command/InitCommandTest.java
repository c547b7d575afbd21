package dev.seatrial.graph.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.target.Parsed;
import dev.seatrial.target.Target;
import dev.seatrial.target.TargetFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class InitCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new InitCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Target parsed(Path file) {
        Parsed parsed = TargetFile.of(file).parse();
        assertThat(parsed).as("%s", parsed).isInstanceOf(Parsed.Valid.class);
        return parsed.orThrow();
    }

    private void system() throws IOException {
        write("orders/pom.xml", """
                <project><artifactId>orders</artifactId><dependencies>
                <dependency><artifactId>spring-boot-starter-actuator</artifactId></dependency>
                <dependency><artifactId>postgresql</artifactId></dependency>
                </dependencies></project>""");
        write("orders/src/main/resources/application.yml", """
                spring:
                  application: {name: Orders_Service}
                  datasource: {url: "jdbc:postgresql://pg:5432/orders"}
                server: {port: 8081}
                payments: {url: "http://payments:8082"}
                """);
        write("orders/openapi.yaml", "openapi: 3.1.0\n");
        write("payments/pom.xml", "<project><artifactId>payments</artifactId></project>");
        write("payments/src/main/resources/application.yml", "spring: {application: {name: payments}}\n");
        write("docker-compose.yml", """
                services:
                  orders: {build: orders, environment: {PAYMENTS_URL: "http://payments:8082"}}
                  payments: {build: payments}
                  pg: {image: "postgres:15"}
                  mongo: {image: "mongo:7"}
                """);
    }

    @Test
    void writesAFileThatTheParserTakes() throws IOException {
        system();
        assertThat(run(folder.toString())).isZero();
        Path file = folder.resolve("seatrial.yaml");
        Target target = parsed(file);
        assertThat(target.services().keySet().stream().map(Object::toString))
                .containsExactlyInAnyOrder("orders-service", "payments");
        assertThat(target.resources().keySet().stream().map(Object::toString)).containsExactly("pg");
        assertThat(Files.readString(file))
                .contains(
                        "postgres: 15",
                        "health: { live: /actuator/health/liveness",
                        "openapi: orders/openapi.yaml",
                        "payments: { env: PAYMENTS_URL }",
                        "port: 8081",
                        "# TODO no port was found; 8080 is a guess",
                        "#   mongo: database, image mongo:7");
        assertThat(out.toString())
                .startsWith("Wrote " + file + ": 2 services, ")
                .contains("Next: seatrial target ");
    }

    @Test
    void startsProgramsAsTheirOwnFilesSay() throws IOException {
        write("web/package.json", """
                {"name": "web", "scripts": {"start": "node ./server.js --quiet"}}""");
        write("web/server.js", "require('http');");
        write("mail/package.json", """
                {"name": "mail", "main": "index.js"}""");
        write("mail/index.js", "");
        write("admin/package.json", """
                {"name": "admin", "scripts": {"start": "NODE_ENV=production next start"}}""");
        write("stock/app.py", "import flask");
        write("stock/Dockerfile", "FROM python:3\nENTRYPOINT [\"python3\"]\nCMD [\"app.py\", \"-u\"]\n");
        write("made/Dockerfile", "FROM scratch\nCOPY made /made\nENTRYPOINT [\"/made\"]\n");
        write("broken/package.json", "{");
        write("docker-compose.yml", """
                services:
                  web: {build: web}
                  mail: {build: mail}
                  admin: {build: admin}
                  stock: {build: stock}
                  made: {build: made}
                  broken: {build: broken}
                """);
        assertThat(run(folder.toString(), "--output", "-")).as("%s", err).isZero();
        assertThat(out.toString())
                .contains(
                        "command: [ node, web/server.js, \"--quiet\" ]   # from web/package.json\n",
                        "command: [ node, mail/index.js ]   # from mail/package.json\n",
                        "command: [ npm, \"--prefix\", admin, start ]   # from admin/package.json\n",
                        "command: [ python3, stock/app.py, \"-u\" ]   # from stock/Dockerfile\n",
                        "command: [ \"./made/start\" ]   # TODO the command that starts it\n",
                        "command: [ \"./broken/start\" ]   # TODO the command that starts it\n")
                .doesNotContain("\nbuild:");
    }

    @Test
    void neverOverwrites() throws IOException {
        system();
        Path file = Files.writeString(folder.resolve("seatrial.yaml"), "mine");
        assertThat(run(folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("seatrial.yaml exists and stays as it is; --output - prints to stdout");
        assertThat(file).hasContent("mine");
        assertThat(run(folder.toString(), "--output", "-")).isZero();
        assertThat(out.toString()).startsWith("# Written by 'seatrial init'");
        Path other = folder.resolve("other.yaml");
        assertThat(run(folder.toString(), "--output", other.toString())).isZero();
        parsed(other);
    }

    @Test
    void saysThatThereIsNothingToWriteOf() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        assertThat(run(folder.resolve("empty").toString())).isEqualTo(3);
        assertThat(err.toString()).contains("no service found in ", "; nothing was written.");
        assertThat(folder.resolve("empty/seatrial.yaml")).doesNotExist();
        assertThat(run(folder.resolve("nowhere").toString())).isEqualTo(2);
    }

    @Test
    void readsTheShopWithoutItsOwnFile() throws IOException {
        Path shop = Path.of("..", "examples", "shop").toAbsolutePath().normalize();
        Path copy = folder.resolve("shop");
        try (Stream<Path> files = Files.walk(shop)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(f -> !f.toString().contains("/target/") && !f.endsWith("seatrial.yaml"))
                    .toList()) {
                Path to = copy.resolve(shop.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        assertThat(run(copy.toString())).isZero();
        assertThat(parsed(copy.resolve("seatrial.yaml")).services().keySet().stream()
                        .map(Object::toString))
                .contains("orders", "payments");
    }
}
