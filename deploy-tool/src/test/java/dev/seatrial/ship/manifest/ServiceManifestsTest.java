package dev.seatrial.ship.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.target.LinkSpec;
import dev.seatrial.target.Program;
import dev.seatrial.target.Resource;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceManifestsTest {

    private static final Program JAR = new Program.Jar(Path.of("orders.jar"));

    @TempDir
    Path folder;

    private final Service orders = Service.of("orders", JAR, 8080)
            .withHealth("/livez", "/readyz")
            .withEnv(Map.of("LOG_LEVEL", "info"))
            .withCalls(LinkSpec.of("orders", "payments", Map.of("url", "PAYMENTS_URL", "port", "PAYMENTS_PORT")))
            .withUses(LinkSpec.of("orders", "orders-db", Map.of("password", "DATABASE_PASSWORD")));
    private final Target shop = Target.of(Path.of("/shop"), "shop")
            .withServices(orders, Service.of("payments", JAR, 9090))
            .withResources(Resource.of("orders-db", Resource.Kind.POSTGRES, "16"));

    @Test
    void tellsTheServiceWhereTheOthersAre() {
        assertThat(env("PORT").text("value")).contains("8080");
        assertThat(env("LOG_LEVEL").text("value")).contains("info");
        assertThat(env("PAYMENTS_URL").text("value")).contains("http://payments:9090");
        assertThat(env("PAYMENTS_PORT").text("value")).contains("9090");
    }

    @Test
    void leavesItToASecretWhereAResourceIs() {
        assertThat(env("DATABASE_PASSWORD").texts("valueFrom", "secretKeyRef"))
                .isEqualTo(Map.of("name", "orders-db", "key", "password"));
    }

    @Test
    void probesTheHealthThatTheOwnerNamed() {
        Manifest container = container(orders);
        assertThat(container.text("readinessProbe", "httpGet", "path")).contains("/readyz");
        assertThat(container.text("livenessProbe", "httpGet", "path")).contains("/livez");
        assertThat(container.number("startupProbe", "failureThreshold")).isEqualTo(60);
    }

    @Test
    void probesThePortWhereTheOwnerNamedNoHealth() {
        Manifest container = container(Service.of("payments", JAR, 9090));

        assertThat(container.text("readinessProbe", "tcpSocket", "port")).contains("http");
        assertThat(container.at("livenessProbe")).isEmpty();
    }

    @Test
    void refusesToShowASecretInADeployment() {
        Service leaking = orders.withEnv(Map.of("API_KEY", "key-hunter2"));

        assertThatThrownBy(() -> ServiceManifests.of(shop.withSecrets(Set.of("hunter2")), leaking))
                .isInstanceOf(ManifestException.class)
                .hasMessageStartingWith("services.orders.env.API_KEY holds a secret")
                .hasMessageContaining("give the service a manifests: directory")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void takesTheOwnersManifestsWhereThereAreSome() throws IOException {
        write("apiVersion: v1\nkind: Service\nmetadata: {name: web}\n---\n" + deployment("web"));

        assertThat(read("orders").deployment().name()).isEqualTo("web");
        assertThat(read("orders").all()).map(Manifest::title).containsExactly("Service/web", "Deployment/web");
    }

    @Test
    void needsToKnowWhichDeploymentIsTheServices() throws IOException {
        write(deployment("web") + "---\n" + deployment("worker"));

        assertThatThrownBy(() -> read("orders"))
                .hasMessageContaining("found 2 Deployments, and none of them is named \"orders\"");
        assertThat(read("worker").deployment().name()).isEqualTo("worker");
    }

    @Test
    void saysWhichFileIsNoManifest() throws IOException {
        write("kind: Deployment\n");
        assertThatThrownBy(() -> read("orders"))
                .hasMessageEndingWith("a.yaml: an object without apiVersion, kind or metadata.name: write all three");

        write("kind: [\n");
        assertThatThrownBy(() -> read("orders"))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("a.yaml: not valid YAML");
    }

    @Test
    void putsTheImageIntoTheServicesContainerAndTakesDownNoPodFirst() throws IOException {
        write(deployment("orders")
                .replace("containers: []", "containers: [{name: proxy, image: p}, {name: orders, image: old}]"));

        Manifest running = read("orders").running("new@sha256:0").deployment();

        assertThat(running.list("spec", "template", "spec", "containers"))
                .map(c -> c.text("image").orElse(""))
                .containsExactly("p", "new@sha256:0");
        assertThat(running.text("spec", "strategy", "rollingUpdate", "maxUnavailable"))
                .contains("0");
    }

    @Test
    void asksForANameWhereItCannotTellTheContainer() throws IOException {
        write(deployment("orders").replace("containers: []", "containers: [{name: a}, {name: b}]"));

        assertThatThrownBy(() -> read("orders").running("x"))
                .hasMessage(
                        "Deployment/orders has 2 containers and none is named \"orders\": name the service's own so");
    }

    @Test
    void doesNotUndoScaling() throws IOException {
        write(deployment("orders"));
        Manifest live = Manifest.of("apps/v1", "Deployment", "orders").with(7, "spec", "replicas");

        assertThat(read("orders").scaledAs(live).deployment().number("spec", "replicas"))
                .isEqualTo(7);
    }

    private Bundle read(String service) {
        Service named = new Service(
                service,
                JAR,
                8080,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.of(folder),
                Service.DEFAULT_STARTUP,
                Service.DEFAULT_GRACE);
        return ServiceManifests.of(shop, named);
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("a.yaml"), text);
    }

    private static String deployment(String name) {
        return "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: " + name
                + "}\nspec: {template: {spec: {containers: []}}}\n";
    }

    private Manifest container(Service service) {
        return ServiceManifests.of(shop, service)
                .deployment()
                .list("spec", "template", "spec", "containers")
                .get(0);
    }

    private Manifest env(String name) {
        return container(orders).list("env").stream()
                .filter(e -> e.text("name").orElse("").equals(name))
                .findFirst()
                .orElseThrow();
    }
}
