package dev.seatrial.environment.wiring;

import dev.seatrial.environment.RunningResource;
import dev.seatrial.link.Endpoint;
import dev.seatrial.target.Resource;
import java.util.Optional;

/** A resource that runs, whoever started it. */
public record StartedResource(
        Resource spec,
        Endpoint direct,
        Optional<String> database,
        Optional<String> adminUser,
        Optional<String> adminPassword,
        Optional<String> serviceUser)
        implements RunningResource {

    /** A broker, which has neither databases nor users here. */
    public static StartedResource broker(Resource spec, Endpoint direct) {
        return new StartedResource(
                spec, direct, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public String toString() {
        return spec.name() + " at " + direct;
    }
}
