package dev.seatrial.environment.wiring;

import dev.seatrial.link.Endpoint;
import dev.seatrial.target.LinkSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a consumer is told of where its provider is. */
public sealed interface Address {

    /** Where the consumer reaches it. */
    Endpoint endpoint();

    /** The value for one key of {@link LinkSpec#env()}, empty where the provider has no such part. */
    Optional<String> part(String key);

    /** The variables of a link with their values. */
    default Map<String, String> variables(LinkSpec link) {
        Map<String, String> variables = new LinkedHashMap<>();
        link.env().forEach((key, variable) -> part(key).ifPresent(value -> variables.put(variable, value)));
        return variables;
    }

    private static Optional<String> hostOrPort(Endpoint endpoint, String key) {
        return switch (key) {
            case "host" -> Optional.of(endpoint.host());
            case "port" -> Optional.of(Integer.toString(endpoint.port()));
            default -> Optional.empty();
        };
    }

    /** A service. */
    record OfService(Endpoint endpoint) implements Address {
        @Override
        public Optional<String> part(String key) {
            return key.equals("url") ? Optional.of("http://" + endpoint) : hostOrPort(endpoint, key);
        }
    }

    /**
     * A PostgreSQL database.
     *
     * @param database its name
     * @param user who may use it, empty for nobody in particular
     * @param password of the user; a secret
     */
    record OfPostgres(Endpoint endpoint, String database, String user, String password) implements Address {
        @Override
        public Optional<String> part(String key) {
            return switch (key) {
                case "url" -> Optional.of("jdbc:postgresql://" + endpoint + "/" + database);
                case "database" -> Optional.of(database);
                case "user" -> Optional.of(user);
                case "password" -> Optional.of(password);
                default -> hostOrPort(endpoint, key);
            };
        }

        @Override
        public String toString() {
            return "OfPostgres[" + endpoint + "/" + database + ", user=" + user + ", password=***]";
        }
    }

    /** A Kafka broker. */
    record OfKafka(Endpoint endpoint) implements Address {
        @Override
        public Optional<String> part(String key) {
            return switch (key) {
                case "url", "bootstrap" -> Optional.of(endpoint.toString());
                default -> hostOrPort(endpoint, key);
            };
        }
    }
}
