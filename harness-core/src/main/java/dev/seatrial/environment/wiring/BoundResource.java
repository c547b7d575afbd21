package dev.seatrial.environment.wiring;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.link.Endpoint;
import dev.seatrial.link.LinkId;
import dev.seatrial.target.Resource;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A resource that runs, with what its consumers must be told.
 *
 * @param running the resource itself
 * @param upstreams where single links lead; a link that is not named leads to {@link StartedResource#direct()}
 * @param address what a consumer is told, by where it reaches the resource
 */
public record BoundResource(
        StartedResource running, Map<LinkId, Endpoint> upstreams, Function<Endpoint, Address> address) {

    public BoundResource {
        upstreams = Map.copyOf(upstreams);
    }

    /**
     * A resource that runs already, elsewhere.
     *
     * @throws EnvironmentException if its url does not say where
     */
    public static BoundResource elsewhere(Resource spec, URI url) {
        URI plain = url.getScheme().equals("jdbc") ? URI.create(url.getSchemeSpecificPart()) : url;
        if (plain.getHost() == null) {
            throw new EnvironmentException("resource \"" + spec.name() + "\": its url " + redacted(plain)
                    + " names no host\n  mend: write " + example(spec.kind()));
        }
        return switch (spec.kind()) {
            case POSTGRES -> postgres(spec, plain);
            case KAFKA ->
                new BoundResource(StartedResource.broker(spec, endpoint(plain, 9092)), Map.of(), Address.OfKafka::new);
        };
    }

    private static BoundResource postgres(Resource spec, URI url) {
        String path = url.getPath() == null ? "" : url.getPath();
        String database = path.length() > 1 ? path.substring(1) : "postgres";
        String user = spec.user().orElse("");
        String password = spec.password().orElse("");
        StartedResource running = new StartedResource(
                spec, endpoint(url, 5432), Optional.of(database), spec.user(), spec.password(), spec.user());
        return new BoundResource(
                running, Map.of(), endpoint -> new Address.OfPostgres(endpoint, database, user, password));
    }

    private static Endpoint endpoint(URI url, int standardPort) {
        String host = url.getHost().replace("[", "").replace("]", "");
        return new Endpoint(host, url.getPort() < 0 ? standardPort : url.getPort());
    }

    private static String example(Resource.Kind kind) {
        return switch (kind) {
            case POSTGRES -> "postgresql://host:5432/database";
            case KAFKA -> "kafka://host:9092";
        };
    }

    private static String redacted(URI url) {
        return url.toString().replaceAll("//[^/@]*@", "//***@");
    }

    /** Leads every link to this resource where it belongs. */
    public void connect(Wiring wiring) {
        wiring.connect(running.spec().name(), running.direct());
        upstreams.forEach((id, upstream) -> wiring.get(id).connectTo(upstream));
    }
}
