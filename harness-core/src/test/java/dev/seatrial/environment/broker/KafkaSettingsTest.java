package dev.seatrial.environment.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.environment.broker.KafkaSettings.Listener;
import dev.seatrial.link.Endpoint;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

final class KafkaSettingsTest {

    private final KafkaSettings settings = new KafkaSettings(
            new Endpoint("127.0.0.1", 1),
            List.of(
                    Listener.plain("DIRECT", new Endpoint("127.0.0.1", 2)),
                    new Listener("LINK1", new Endpoint("127.0.0.1", 3), new Endpoint("127.0.0.1", 40_000))));

    @Test
    void advertisesEveryLinkByTheLinksOwnAddress() {
        assertThat(settings.map())
                .containsEntry("listeners", "CONTROLLER://127.0.0.1:1,DIRECT://127.0.0.1:2,LINK1://127.0.0.1:3")
                .containsEntry("advertised.listeners", "DIRECT://127.0.0.1:2,LINK1://127.0.0.1:40000")
                .containsEntry(
                        "listener.security.protocol.map", "CONTROLLER:PLAINTEXT,DIRECT:PLAINTEXT,LINK1:PLAINTEXT")
                .containsEntry("inter.broker.listener.name", "DIRECT")
                .containsEntry("controller.quorum.voters", "1@127.0.0.1:1");
    }

    @Test
    void writesVariablesAsTheImagesReadThem() {
        assertThat(settings.variables())
                .containsEntry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                .containsEntry("KAFKA_NODE_ID", "1");
    }

    @Test
    void writesPathsThatPropertiesReadsBack() throws IOException {
        String odd = "/Übung auf See/a\\b";
        Properties read = new Properties();
        read.load(new StringReader(KafkaSettings.text(Map.of("log.dirs", odd))));
        assertThat(read.getProperty("log.dirs")).isEqualTo(odd);
        assertThat(KafkaSettings.text(Map.of("log.dirs", odd))).isEqualTo("log.dirs=/\\u00dcbung auf See/a\\\\b\n");
    }
}
