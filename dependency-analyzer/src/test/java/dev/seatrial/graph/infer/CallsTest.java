package dev.seatrial.graph.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallsTest {

    @TempDir
    private Path directory;

    private SystemFiles system;

    @BeforeEach
    void twoServices() {
        system = new SystemFiles(directory).service("orders", 8081).service("payments", 8082);
    }

    @Test
    void servicesWithoutCallsHaveNoEdges() {
        assertThat(system.edges()).isEmpty();
        assertThat(system.components()).containsExactly("orders service", "payments service");
    }

    @Test
    void feignNamesAServiceInAnyCase() {
        system.java("orders", "Payments", """
                @FeignClient(name = "PAYMENTS") interface Payments {
                  @GetMapping("/payments/{id}") String get(@PathVariable String id);
                }""");
        assertThat(system.edges()).containsExactly("orders -> payments http GET /payments/{id}");
        assertThat(system.graph().edges().get(0).place()).hasToString("orders/src/main/java/Payments.java:1");
    }

    @Test
    void feignWithAnAddressGoesThereAndNotToItsName() {
        system.java("orders", "Rates", """
                @FeignClient(name = "payments", url = "https://api.example.com") interface Rates {
                  @GetMapping("/latest") String latest();
                }""");
        assertThat(system.edges()).isEmpty();
        assertThat(system.graph().outside())
                .singleElement()
                .satisfies(o -> assertThat(o.host()).isEqualTo("api.example.com"));
    }

    @Test
    void restTemplateWithASumOfTexts() {
        system.java("orders", "A", """
                class A { RestTemplate rest; String a(long id) {
                  return rest.getForObject("http://payments/payments/" + id, String.class); } }""");
        assertThat(system.edges()).containsExactly("orders -> payments http GET /payments/{}");
    }

    @Test
    void anAddressOutOfTheConfigurationByValue() {
        system.with(
                "orders/src/main/resources/application-dev.properties", "pay.url=http://localhost:${pay.port:8082}");
        system.java("orders", "A", """
                class A { @Value("${pay.url}/payments") String url; RestTemplate rest;
                  void a() { rest.postForObject(url, null, String.class); } }""");
        assertThat(system.edges()).contains("orders -> payments http POST /payments");
    }

    @Test
    void aConstantOfAnotherClassAndAFormat() {
        system.java("orders", "Hosts", "class Hosts { static final String PAY = \"http://payments\"; }");
        system.java("orders", "A", """
                class A { RestTemplate rest; void a(int id) {
                  rest.exchange(String.format("%s/payments/%d", Hosts.PAY, id), HttpMethod.PUT, null, String.class); } }""");
        assertThat(system.edges()).contains("orders -> payments http PUT /payments/{}");
    }

    @Test
    void webClientWithAFieldAsItsBase() {
        system.java("orders", "A", """
                class A { private String host = "http://payments/"; WebClient client;
                  Object a() { return client.get().uri(host + "payments").retrieve(); } }""");
        assertThat(system.edges()).containsExactly("orders -> payments http GET /payments");
    }

    @Test
    void aRequestOfTheJdkAndAnHttpInterface() {
        system.java("orders", "A", """
                class A { Object a() { return HttpRequest.newBuilder(URI.create("http://payments:8082/a")); } }""");
        system.java(
                "orders",
                "B",
                "@HttpExchange(url = \"http://payments\") interface B { @GetExchange(\"/b\") String b(); }");
        assertThat(system.edges()).containsExactly("orders -> payments http /a", "orders -> payments http GET /b");
    }

    @Test
    void commentsTestsDocumentationAndNamespacesAreNoCalls() {
        system.java("orders", "A", """
                /** See http://payments/docs. */
                class A { // http://payments/comment
                }""");
        system.with("orders/src/test/java/ATest.java", "class ATest { String a = \"http://payments/test\"; }");
        system.with("orders/docs/application.yml", "url: http://payments/docs");
        system.with("orders/src/main/resources/beans.xml", "<beans xmlns='http://payments/schema'/>");
        assertThat(system.edges()).isEmpty();
    }

    @Test
    void aNameThatNobodyBearsIsAWarningWithItsPlace() {
        system.java("orders", "A", "@FeignClient(\"stock\") interface A { @GetMapping(\"/a\") String a(); }");
        assertThat(system.edges()).isEmpty();
        assertThat(system.graph().warnings())
                .extracting(Object::toString)
                .containsExactly("orders/src/main/java/A.java:1: calls 'stock', a name that no component bears");
    }

    @Test
    void aCallThatCannotBeResolvedIsAWarning() {
        system.java("orders", "A", """
                class A { RestTemplate rest; void a(String url) { rest.getForObject(url, String.class); } }""");
        assertThat(system.graph().warnings())
                .extracting(Object::toString)
                .containsExactly(
                        "orders/src/main/java/A.java:1: an HTTP call whose address could not be resolved: url");
    }

    @Test
    void sourcesOfALibraryCountForItsUsers() {
        system.with("clients/pom.xml", "<project><artifactId>clients</artifactId></project>");
        system.java("clients", "P", "@FeignClient(\"payments\") interface P { @GetMapping(\"/p\") String p(); }");
        system.service("orders", 8081, "clients");
        assertThat(system.components()).containsExactly("orders service", "payments service");
        assertThat(system.edges()).containsExactly("orders -> payments http GET /p");
    }

    @Test
    void brokenFilesAreNamedAndLeftOut() {
        system.java("orders", "Broken", "class Broken {");
        system.with("orders/src/main/resources/application-x.yml", "a: [");
        assertThat(system.graph().warnings())
                .extracting(w -> w.place().file())
                .containsExactly("orders/src/main/java/Broken.java", "orders/src/main/resources/application-x.yml");
        assertThat(system.components()).hasSize(2);
    }

    @Test
    void textsThatExplodeByAliasesAreLeftOut() {
        system.with("bomb.yml", "a: &a [[], []]\n" + bomb());
        assertThat(system.graph().warnings())
                .extracting(Object::toString)
                .containsExactly("bomb.yml: YAML nested too deep or grown too large by aliases; left out");
    }

    private static String bomb() {
        StringBuilder text = new StringBuilder();
        for (char c = 'b'; c < 'z'; c++) {
            String before = "*" + (char) (c - 1);
            text.append(c + ": &" + c + " [" + before + ", " + before + "]\n");
        }
        return text.toString();
    }

    @Test
    void sumsOfThousandsOfTextsDoNotStopTheRest() {
        system.java("orders", "Deep", "class Deep { String s = " + "\"a\" + ".repeat(20_000) + "\"b\"; }");
        system.java("orders", "A", "@FeignClient(\"payments\") interface A { @GetMapping(\"/a\") String a(); }");
        assertThat(system.edges()).containsExactly("orders -> payments http GET /a");
    }
}
