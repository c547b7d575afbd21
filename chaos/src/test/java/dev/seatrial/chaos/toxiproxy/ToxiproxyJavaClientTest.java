package dev.seatrial.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.chaos.Peer;
import dev.seatrial.link.Endpoint;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** toxiproxy-java, unchanged, drives our server. */
class ToxiproxyJavaClientTest {

    @Test
    void createsProxiesAndToxicsAndTakesThemAway() throws IOException {
        try (ApiServer server = ApiServer.start(ApiServer.Settings.standard());
                Peer.Host provider = new Peer.Host()) {
            ToxiproxyClient client =
                    new ToxiproxyClient(server.listen().host(), server.listen().port());
            assertThat(client.version()).contains("2.12.0");
            Proxy proxy =
                    client.createProxy("db", "127.0.0.1:0", provider.endpoint().toString());
            Latency latency = proxy.toxics().latency("slow", ToxicDirection.DOWNSTREAM, 100);
            latency.setJitter(10);
            assertThat(proxy.toxics().get("slow", Latency.class).getJitter()).isEqualTo(10);
            Endpoint listen = Endpoint.parse(client.getProxy("db").getListen());
            try (Peer consumer = Peer.connect(listen)) {
                Peer answering = provider.accept();
                long sent = System.nanoTime();
                answering.send("late");
                consumer.expect("late");
                assertThat(Duration.ofNanos(System.nanoTime() - sent)).isGreaterThanOrEqualTo(Duration.ofMillis(90));
                latency.remove();
                proxy.toxics().bandwidth("narrow", ToxicDirection.UPSTREAM, 1000);
                proxy.toxics().slowClose("sc", ToxicDirection.DOWNSTREAM, 10);
                proxy.toxics().slicer("s", ToxicDirection.DOWNSTREAM, 10, 1);
                proxy.toxics().limitData("l", ToxicDirection.UPSTREAM, 3);
                assertThat(proxy.toxics().getAll()).hasSize(4);
                consumer.send("abc");
                answering.expect("abc");
                answering.expectEnd();
            }
            proxy.disable();
            assertThat(client.getProxy("db").isEnabled()).isFalse();
            client.reset();
            assertThat(client.getProxy("db").isEnabled()).isTrue();
            assertThat(client.getProxy("db").toxics().getAll()).isEmpty();
            proxy.delete();
            assertThat(client.getProxies()).isEmpty();
        }
    }
}
