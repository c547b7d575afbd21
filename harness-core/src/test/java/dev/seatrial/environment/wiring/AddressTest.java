package dev.seatrial.environment.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.link.Endpoint;
import dev.seatrial.target.LinkSpec;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AddressTest {

    private static final Endpoint HERE = new Endpoint("127.0.0.1", 21_000);

    private static Map<String, String> told(Address address, String... keys) {
        Map<String, String> env = new LinkedHashMap<>();
        for (String key : keys) {
            env.put(key, key.toUpperCase(Locale.ROOT));
        }
        return address.variables(LinkSpec.of("orders", "provider", env));
    }

    @Test
    void tellsOfAService() {
        assertThat(told(new Address.OfService(HERE), "url", "host", "port"))
                .containsExactly(
                        Map.entry("URL", "http://127.0.0.1:21000"),
                        Map.entry("HOST", "127.0.0.1"),
                        Map.entry("PORT", "21000"));
    }

    @Test
    void tellsOfADatabase() {
        Address address = new Address.OfPostgres(HERE, "orders_db", "orders", "pass");
        assertThat(told(address, "url", "user", "password", "database", "host", "port"))
                .containsExactly(
                        Map.entry("URL", "jdbc:postgresql://127.0.0.1:21000/orders_db"),
                        Map.entry("USER", "orders"),
                        Map.entry("PASSWORD", "pass"),
                        Map.entry("DATABASE", "orders_db"),
                        Map.entry("HOST", "127.0.0.1"),
                        Map.entry("PORT", "21000"));
        assertThat(address.toString()).isEqualTo("OfPostgres[127.0.0.1:21000/orders_db, user=orders, password=***]");
    }

    @Test
    void tellsOfABroker() {
        assertThat(told(new Address.OfKafka(HERE), "bootstrap", "url", "password"))
                .containsExactly(Map.entry("BOOTSTRAP", "127.0.0.1:21000"), Map.entry("URL", "127.0.0.1:21000"));
    }
}
