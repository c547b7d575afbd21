package dev.seatrial.environment.wiring;

import dev.seatrial.environment.otlp.OtlpReceiver;
import dev.seatrial.link.Endpoint;
import dev.seatrial.target.LinkSpec;
import dev.seatrial.target.Service;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The variables that services are started with.
 *
 * @param wiring the open links
 * @param seen turns where a link listens into where services reach it
 * @param otlpUrl where services reach the receiver of spans
 */
public record ServiceVariables(Wiring wiring, Function<Endpoint, Endpoint> seen, String otlpUrl) {

    /**
     * Those of one service: the owner's, the port to listen on, where spans go, and the address of every provider.
     *
     * @param resources those that the service uses, by name
     */
    public Map<String, String> of(Service service, int port, Map<String, BoundResource> resources) {
        Map<String, String> variables = new LinkedHashMap<>(service.env());
        variables.put("PORT", Integer.toString(port));
        variables.putAll(OtlpReceiver.variables(service.name(), otlpUrl, service.env()));
        service.calls()
                .values()
                .forEach(link -> variables.putAll(new Address.OfService(reached(link)).variables(link)));
        service.uses()
                .values()
                .forEach(link -> variables.putAll(Objects.requireNonNull(resources.get(link.provider()))
                        .address()
                        .apply(reached(link))
                        .variables(link)));
        return variables;
    }

    private Endpoint reached(LinkSpec link) {
        return seen.apply(wiring.get(Wiring.idOf(link)).listen());
    }
}
