package dev.seatrial.environment.remote;

import dev.seatrial.environment.RunningService;
import dev.seatrial.link.Endpoint;
import dev.seatrial.target.Service;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A service that somebody else started: it can be called, not controlled.
 *
 * @param spec what the owner says of it
 * @param url its address through its entry link
 * @param directUrl its own address
 */
public record RemoteService(Service spec, URI url, URI directUrl) implements RunningService {

    /**
     * A service at its address, called through its entry link; beside it where the address is https, because no
     * certificate is for the link's address.
     *
     * @param entry where the entry link listens
     */
    public static RemoteService of(Service spec, URI url, Endpoint entry) {
        String text = url.toString();
        URI direct = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        URI through = URI.create(
                direct.getScheme() + "://" + entry + (direct.getRawPath() == null ? "" : direct.getRawPath()));
        return new RemoteService(spec, "https".equalsIgnoreCase(direct.getScheme()) ? direct : through, direct);
    }

    /**
     * Where it listens.
     *
     * @param url http or https
     */
    public static Endpoint endpoint(URI url) {
        int standard = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
        String host = url.getHost().replace("[", "").replace("]", "");
        return new Endpoint(host, url.getPort() < 0 ? standard : url.getPort());
    }

    @Override
    public boolean running() {
        return true;
    }

    @Override
    public int starts() {
        return 0;
    }

    @Override
    public void terminate() {
        throw notOurs("terminate");
    }

    @Override
    public void kill() {
        throw notOurs("kill");
    }

    @Override
    public Optional<Integer> awaitExit(Duration limit) {
        throw notOurs("await the exit of");
    }

    @Override
    public void start() {
        throw notOurs("start");
    }

    private UnsupportedOperationException notOurs(String what) {
        return new UnsupportedOperationException(
                "cannot " + what + " service \"" + spec.name() + "\": it runs at " + directUrl + ", started by others");
    }

    @Override
    public List<String> logTail(int limit) {
        return List.of();
    }

    @Override
    public Optional<Path> logFile() {
        return Optional.empty();
    }
}
