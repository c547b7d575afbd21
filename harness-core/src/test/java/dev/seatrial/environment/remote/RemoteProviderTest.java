package dev.seatrial.environment.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.seatrial.environment.Capability;
import dev.seatrial.environment.Environment;
import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.EnvironmentProvider.Request;
import dev.seatrial.environment.RunningService;
import dev.seatrial.environment.fixture.Http;
import dev.seatrial.environment.fixture.PlainLinks;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.target.LinkSpec;
import dev.seatrial.target.Program;
import dev.seatrial.target.Resource;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RemoteProviderTest {

    @TempDir
    Path directory;

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestURI().toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Service staged(String name) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return Service.of(name, new Program.Remote(url), 80).withHealth("/livez", "/readyz");
    }

    private Environment start(Target target) throws InterruptedException {
        return new RemoteProvider(Duration.ofSeconds(1))
                .start(new Request(target, new PlainLinks(), directory, e -> {}));
    }

    @Test
    void callsServicesThroughTheirEntryLinksAndControlsNothing() throws Exception {
        try (Environment environment = start(Target.of(directory, "shop").withServices(staged("orders")))) {
            RunningService orders = environment.service("orders");
            assertThat(Http.get(orders.url() + "/orders?x=1")).isEqualTo("/orders?x=1");
            assertThat(orders.url()).isNotEqualTo(orders.directUrl());
            assertThat(environment.capabilities()).containsExactly(Capability.LEDGER);
            assertThatThrownBy(orders::kill)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage(
                            "cannot kill service \"orders\": it runs at " + orders.directUrl() + ", started by others");
        }
    }

    @Test
    void opensALinkWhereTheOwnerSaysThatItsConsumerLooks() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Service orders = staged("orders")
                .withCalls(new LinkSpec(
                        "orders",
                        "payments",
                        Map.of(),
                        Optional.empty(),
                        Optional.of("127.0.0.1:" + port),
                        false,
                        Optional.empty()));
        try (Environment environment = start(Target.of(directory, "shop").withServices(orders, staged("payments")))) {
            Link link = environment.link(new LinkId("orders", "payments")).orElseThrow();
            assertThat(Http.get("http://" + link.listen() + "/pay")).isEqualTo("/pay");
            assertThat(environment.capabilities()).contains(Capability.FAULTS);
        }
    }

    @Test
    void reachesDatabasesWhereTheyRun() throws Exception {
        Resource db = new Resource(
                "orders-db",
                Resource.Kind.POSTGRES,
                "16",
                Optional.of(URI.create("jdbc:postgresql://db.internal/orders")),
                Optional.of("auditor"),
                Optional.of("secret"),
                List.of());
        try (Environment environment = start(
                Target.of(directory, "shop").withServices(staged("orders")).withResources(db))) {
            assertThat(environment.resource("orders-db").direct()).hasToString("db.internal:5432");
            assertThat(environment.resource("orders-db").database()).contains("orders");
            assertThat(environment.capabilities()).contains(Capability.SQL);
        }
    }

    @Test
    void tellsOfAServiceThatDoesNotAnswer() {
        server.removeContext("/");
        assertThatThrownBy(() -> start(Target.of(directory, "shop").withServices(staged("orders"))))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("service \"orders\" was not ready within 1.0 s: waited for GET http://127.0.0.1:")
                .hasMessageContaining("last seen: it answered HTTP/1.1 404")
                .hasMessageEndingWith("mend: start it, mend its \"url\", or look at the network between");
    }

    @Test
    void doesNotFitATargetOfWhichSomethingMustBeStarted() {
        Service local = Service.of("payments", new Program.Command(List.of("x")), 80);
        assertThat(new RemoteProvider().unfit(Target.of(directory, "shop").withServices(staged("orders"), local)))
                .contains("service \"payments\" has no url: nobody but Seatrial would start it");
        assertThat(new RemoteProvider()
                        .unfit(Target.of(directory, "shop")
                                .withServices(staged("orders"))
                                .withResources(Resource.of("db", Resource.Kind.POSTGRES, "16"))))
                .contains("resource \"db\" has no url: nobody but Seatrial would start it");
        assertThat(new RemoteProvider().unfit(Target.of(directory, "shop").withServices(staged("orders"))))
                .isEmpty();
    }
}
