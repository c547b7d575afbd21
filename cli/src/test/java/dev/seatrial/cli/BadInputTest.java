package dev.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What is mistyped ends with code 2 and a message that names it, before anything is built or started. */
class BadInputTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void lay() throws IOException {
        Files.writeString(directory.resolve("half.json"), "{\n  \"format\": 1,");
        Files.writeString(directory.resolve("empty.json"), "");
        Files.writeString(directory.resolve("other.json"), "{\"format\": 7, \"tool\": \"9.1\"}");
        Files.createDirectory(directory.resolve("nothing here"));
        Path shop = Files.createDirectory(directory.resolve("shop"));
        // the build would leave a file: it must not run
        Files.writeString(shop.resolve("seatrial.yaml"), """
                seatrial: 1
                system: shop
                build: touch built
                services:
                  orders:
                    command: [sleep, "60"]
                    port: 8080
                    health: { live: /livez }
                    calls: { payments: { env: PAYMENTS_URL, deadline: 1s } }
                  payments:
                    command: [sleep, "60"]
                    port: 8080
                    health: { live: /livez }
                """);
        Path pacts = Files.createDirectories(directory.resolve("pact shop/pacts"));
        Files.writeString(pacts.resolve("web-orders.json"), """
                {"consumer": {"name": "web"}, "provider": {"name": "orders"},
                 "interactions": [{"description": "an order", "request": {}, "response": {}}]}
                """);
        Files.writeString(
                directory.resolve("pact shop/seatrial.yaml"),
                Files.readString(shop.resolve("seatrial.yaml"))
                        + "contracts: { directory: pacts, interactions: [{ consumer: wbe }] }\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            rejudge none.json                          | there is no file
            rejudge half.json                          | half.json: not JSON, line 2
            rejudge empty.json                         | not a report of Seatrial
            rejudge other.json                         | use the version that wrote it: 9.1
            rejudge                                    | Missing required parameter: 'REPORT'
            verify none                                | none:1:1: error: no such file
            verify nothing~here                        | seatrial.yaml:1:1: error: no such file
            verify shop --links toxi                    | there is no link provider "toxi"; expected one of seatrial, toxiproxy
            verify shop --env moon                     | there is no environment "moon"; expected one of containers, processes, remote
            verify shop --env process                  | did you mean "processes"?
            verify shop --output yaml                  | there is no report form "yaml"; expected one of github, html, json, junit, markdown, sarif, text
            verify shop --only HELTH-001               | --only HELTH-001 matches no check; did you mean "HEALTH-001"?
            verify shop --subject paymnts              | did you mean "payments"?
            verify pact~shop                           | "interactions" of "contracts": no interaction has the consumer "wbe"; did you mean "web"? there are "web"
            verify shop --profile cor                  | there is no profile "cor"; did you mean "core"?
            ship shop --service orders --namespace n --registry r:1 --profile cor | there is no profile "cor"; did you mean "core"?
            verify shop --set profiles.ours.extends=core --profile our | there is no profile "our"; did you mean "ours"? expected one of core, extended, ours
            verify shop --set profiles.ours.extends=cor | --set profiles.ours.extends=cor:1:23: error: unknown profile "cor"; did you mean "core"? declared: core, extended
            verify shop --seed many                    | 'many' is not a whole number
            verify shop --timeout 5x                   | "5x" is no duration with its unit, such as 500ms, 30s or 2m
            verify shop --set orders.prot=1            | did you mean "port"?
            verify shop --colour                       | Unknown option: '--colour'
            checks HEALTH-999                          | there is no check with the id "HEALTH-999"
            target none                                | none:1:1: error: no such file
            ship                                       | Missing required options: '--service=NAME'
            ship shop --service paymnts --namespace n --registry r:1 | shop has no service "paymnts"; it has orders, payments
            graph none                                 | no directory
            nonsense                                   | Unmatched argument at index 0: 'nonsense'
            """)
    void isNamedAndEndsWithCodeTwo(String arguments, String message) {
        String[] words = arguments.split(" ");
        for (int i = 1; i < words.length; i++) {
            if (words[i].endsWith(".json")
                    || words[i].equals("shop")
                    || words[i].equals("none")
                    || words[i].contains("~")) {
                words[i] = directory.resolve(words[i].replace('~', ' ')).toString();
            }
        }
        StringWriter err = new StringWriter();
        CommandLine line = Seatrial.commandLine();
        line.setErr(new PrintWriter(err, true));
        line.setOut(new PrintWriter(new StringWriter()));

        int code = line.execute(words);

        assertThat(err.toString()).contains(message).doesNotContain("\tat ");
        assertThat(code).as(err.toString()).isEqualTo(2);
        assertThat(directory.resolve("shop/built")).doesNotExist();
        assertThat(directory.resolve("pact shop/built")).doesNotExist();
    }
}
