package dev.seatrial.graph.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfrastructureTest {

    @TempDir
    private Path directory;

    private SystemFiles system;

    @BeforeEach
    void empty() {
        system = new SystemFiles(directory);
    }

    @Test
    void aDiscoveryClientNeedsTheRegistry() {
        system.service("registry", 8761).java("registry", "R", "@EnableEurekaServer @SpringBootApplication class R {}");
        system.service("orders", 8081, "spring-cloud-starter-netflix-eureka-client");
        assertThat(system.components()).containsExactly("orders service", "registry discovery");
        assertThat(system.edges()).containsExactly("orders -> registry discovery");
    }

    @Test
    void aDiscoveryClientThatIsSwitchedOffDoesNot() {
        system.service("registry", 8761).java("registry", "R", "@EnableEurekaServer @SpringBootApplication class R {}");
        system.service("orders", 8081, "spring-cloud-starter-netflix-eureka-client");
        system.with("orders/src/main/resources/application.properties", "eureka.client.enabled=false");
        assertThat(system.edges()).isEmpty();
    }

    @Test
    void theFolderOfAConfigurationServerConfiguresTheOthers() {
        system.service("config", 8888).java("config", "C", "@EnableConfigServer @SpringBootApplication class C {}");
        system.with(
                "config/src/main/resources/bootstrap.properties",
                "spring.cloud.config.server.native.search-locations=classpath:/shared");
        system.with("config/src/main/resources/shared/orders.yml", "pay:\n  url: http://payments/pay\n");
        system.service("orders", 8081, "spring-cloud-starter-config").service("payments", 8082);
        assertThat(system.edges()).containsExactly("orders -> config configuration", "orders -> payments http /pay");
    }

    @Test
    void routesOfAGateway() {
        system.service("edge", 8080, "spring-cloud-starter-gateway").service("orders", 8081);
        system.with(
                "edge/src/main/resources/application-routes.yml",
                "spring.cloud.gateway:\n  routes:\n    - id: o\n      uri: lb://ORDERS\n");
        assertThat(system.components()).containsExactly("edge gateway", "orders service");
        assertThat(system.edges()).containsExactly("edge -> orders gateway");
    }

    @Test
    void routesOfNginxThroughAnUpstream() {
        system.service("orders", 8081);
        system.with("compose.yml", "services:\n  web:\n    build: web\n  orders:\n    build: orders\n");
        system.with("web/Dockerfile", "FROM nginx:1\n");
        system.with("web/default.conf", "upstream up {\n  server orders:8081;\n}\nproxy_pass http://up;\n");
        assertThat(system.components()).containsExactly("orders service", "web gateway");
        assertThat(system.edges()).containsExactly("web -> orders gateway");
    }

    @Test
    void kafkaTopicsOfBothSides() {
        system.with("compose.yml", "services:\n  kafka:\n    image: apache/kafka:4.1.0\n");
        system.service("orders", 8081, "spring-kafka").service("mailer", 8082, "spring-kafka");
        system.java(
                "orders",
                "A",
                "class A { KafkaTemplate<String,String> kafkaTemplate; void a() { kafkaTemplate.send(\"placed\", \"x\"); } }");
        system.java("mailer", "B", "class B { @KafkaListener(topics = \"placed\") void b(String x) {} }");
        assertThat(system.edges())
                .containsExactly("mailer -> kafka event consumes placed", "orders -> kafka event produces placed");
    }

    @Test
    void aStoreByTheEnvironmentOfACompose() {
        system.service("orders", 8081);
        system.with("docker-compose.yml", """
                services:
                  orders:
                    build: ./orders
                    environment:
                      SPRING_DATASOURCE_URL: jdbc:postgresql://db:5432/orders
                  db:
                    image: postgres:16
                """);
        assertThat(system.components()).containsExactly("db database", "orders service");
        assertThat(system.edges()).containsExactly("orders -> db data store /orders");
    }

    @Test
    void anEmbeddedStoreIsNoComponent() {
        system.service("orders", 8081);
        system.with("orders/src/main/resources/application.properties", "spring.datasource.url=jdbc:h2:mem:orders");
        assertThat(system.components()).containsExactly("orders service");
    }

    @Test
    void linksAndStartOrderAreNoCalls() {
        system.with("docker-compose.yml", """
                a:
                  image: example/a
                  links:
                    - b
                b:
                  image: example/b
                """);
        assertThat(system.components()).containsExactly("a service", "b service");
        assertThat(system.edges()).isEmpty();
    }

    @Test
    void whatPrometheusScrapes() {
        system.service("orders", 8081);
        system.with("compose.yml", "services:\n  prom:\n    image: prom/prometheus:v2\n");
        system.with("prometheus.yml", "scrape_configs:\n- static_configs:\n  - targets: ['orders:8081']\n");
        assertThat(system.edges()).containsExactly("prom -> orders monitoring");
    }

    @Test
    void endpointsWithTheirClassAndContext() {
        system.service("orders", 8081);
        system.with("orders/src/main/resources/application.properties", "server.servlet.context-path=/shop");
        system.java("orders", "C", """
                @RestController @RequestMapping("/orders") class C {
                  @GetMapping String all() { return ""; }
                  @PostMapping({"/new", "/make"}) String make() { return ""; } }""");
        system.java("orders", "J", "@Path(\"/j\") class J { @GET @Path(\"{id}\") String j() { return \"\"; } }");
        assertThat(system.graph().endpoints())
                .extracting(e -> e.method() + " " + e.base() + " " + e.path())
                .containsExactly(
                        " /shop /j",
                        "GET /shop /j/{id}",
                        "GET /shop /orders",
                        "POST /shop /orders/make",
                        "POST /shop /orders/new");
    }

    @Test
    void endpointsThatOnlyACallerNames() {
        system.service("orders", 8081).service("stock", 8082);
        system.java(
                "stock", "S", "@RestController class S { @GetMapping(\"/items/{code}\") String s() { return \"\"; } }");
        system.java("orders", "C", """
                @FeignClient("stock") interface C {
                  @GetMapping("/items/{id}") String item(); @PostMapping("/holds?ttl=1") String hold(); }""");
        assertThat(system.graph().endpoints())
                .extracting(e -> e.component() + " " + e.role().word() + " " + e.method() + " " + e.path())
                .containsExactly("stock called POST /holds", "stock operation GET /items/{code}");
    }

    @Test
    void endpointsOfMicronaut() {
        system.service("orders", 8081);
        system.java("orders", "M", """
                import io.micronaut.http.annotation.*;
                @Controller("/orders") class M {
                  @Get("/{id}") String one() { return ""; } @Post String make() { return ""; } }""");
        assertThat(system.graph().endpoints())
                .extracting(e -> e.method() + " " + e.path())
                .containsExactly("POST /orders", "GET /orders/{id}");
    }

    @Test
    void aServiceThatCallsItselfTheGatewayIsOne() {
        system.service("api-gateway", 8080).service("payment-gateway", 8081);
        assertThat(system.components()).containsExactly("api-gateway gateway", "payment-gateway service");
    }

    @Test
    void repositoriesThatSpringDataRestExports() {
        system.service("items", 8081, "spring-boot-starter-data-rest");
        system.java(
                "items", "R", "interface R extends JpaRepository<Category, Long> { Category findByCode(String c); }");
        assertThat(system.graph().endpoints())
                .extracting(e -> e.role().word() + " " + e.path() + " " + e.below())
                .containsExactly("exported /categories [/{id}, /search/findByCode]");
    }

    @Test
    void logsThatABeatInAnImageOfItsOwnShips() {
        system.with("proxy/Dockerfile", "FROM nginx:1\n")
                .with("proxy/filebeat.yml", "output.logstash.hosts: [\"logs:5044\"]\n");
        system.with(
                "compose.yml",
                "services:\n  proxy: {build: proxy/}\n  logs: {image: 'docker.elastic.co/logstash/logstash:8.1.0'}\n");
        assertThat(system.edges()).containsExactly("proxy -> logs monitoring");
    }

    @Test
    void whatAConfigurationServerServesDoesNotSwitchItsClientOff() {
        system.service("config", 8888).java("config", "C", "@EnableConfigServer @SpringBootApplication class C {}");
        system.with(
                "config/src/main/resources/bootstrap.properties",
                "spring.cloud.config.server.native.search-locations=classpath:/shared");
        system.with("config/src/main/resources/shared/orders.yml", "spring.cloud.config.enabled: false\n");
        system.service("orders", 8081, "spring-cloud-starter-config");
        assertThat(system.edges()).containsExactly("orders -> config configuration");
    }

    @Test
    void aRegistryByItsHostWhereThereAreTwo() {
        system.with(
                "compose.yml", "services:\n  a: {image: 'hashicorp/consul:1'}\n  b: {image: 'nacos/nacos-server:2'}\n");
        system.service("orders", 8081, "spring-cloud-starter-consul-discovery");
        system.with("orders/src/main/resources/bootstrap.yml", "spring.cloud.consul.host: a\n");
        assertThat(system.edges()).containsExactly("orders -> a discovery");
    }

    @Test
    void whatTurbineGathersAndPrometheusAsks() {
        system.service("orders", 8081).service("watch", 8989);
        system.with("watch/src/main/resources/bootstrap.yml", "turbine.app-config: ORDERS, nobody\n");
        system.with(
                "compose.yml",
                "services:\n  prom: {image: prom/prometheus}\n  consul: {image: consul}\n  bell: {image: prom/alertmanager}\n");
        system.with("prometheus.yml", """
                scrape_configs: [{consul_sd_configs: [{server: 'consul:8500'}]}]
                alerting: {alertmanagers: [{static_configs: [{targets: ['bell:9093']}]}]}
                """);
        assertThat(system.edges())
                .containsExactly("prom -> bell monitoring", "prom -> consul monitoring", "watch -> orders monitoring");
    }

    @Test
    void logsThatABeatShips() {
        system.service("orders", 8081);
        system.with("orders/filebeat.yml", "output:\n  logstash:\n    hosts: [\"logs:5044\"]\n");
        system.with("compose.yml", "services:\n  logs:\n    image: docker.elastic.co/logstash/logstash:8.1.0\n");
        assertThat(system.edges()).containsExactly("orders -> logs monitoring");
    }
}
