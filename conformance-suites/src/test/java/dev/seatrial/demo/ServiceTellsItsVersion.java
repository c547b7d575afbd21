package dev.seatrial.demo;

import dev.seatrial.check.Check;
import dev.seatrial.check.Finding;
import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.HttpProbe.Request;
import dev.seatrial.check.Observation;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Requirement;
import dev.seatrial.check.Requirement.Level;
import dev.seatrial.check.Requirement.Manner;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.check.Voyage;
import dev.seatrial.target.Target;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** DEMO-001: a service tells which version of it runs. The check of docs/writing-a-check.md. */
final class ServiceTellsItsVersion implements Check<ServiceTellsItsVersion.Seen> {

    private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*\"[^\"]+\"");

    /** The answer to {@code GET /version}. */
    record Seen(Exchange exchange) implements Observation {}

    @Override
    public Requirement requirement() {
        return new Requirement(
                "DEMO-001",
                "demo",
                Level.SHOULD,
                "A service tells which version of it runs",
                "Nobody can say whether a mended version is the one that fails",
                "our handbook, page 7",
                Set.of(),
                Manner.STEADY);
    }

    @Override
    public Class<Seen> observation() {
        return Seen.class;
    }

    @Override
    public Subjects subjects(Target target) {
        return Subjects.of(
                target.services().values().stream()
                        .filter(service -> service.openapi().isPresent())
                        .map(service -> Subject.of(service.name()))
                        .toList(),
                "no service has an OpenAPI description");
    }

    @Override
    public Seen observe(Subject subject, Voyage voyage) throws InterruptedException {
        URI service = voyage.environment().service(subject.service()).url();
        return new Seen(voyage.http().send(Request.of("GET", URI.create(service + "/version"))));
    }

    @Override
    public Outcome judge(Seen seen) {
        Exchange exchange = seen.exchange();
        if (!exchange.answered()) {
            return new Outcome.Inconclusive("GET /version got no answer: " + exchange.failure());
        }
        if (exchange.status() == 200 && VERSION.matcher(exchange.responseBody()).find()) {
            return new Outcome.Satisfied("it tells " + exchange.responseBody());
        }
        return new Outcome.Violated(List.of(new Finding(
                "sent GET /version",
                "status " + exchange.status() + ": " + exchange.responseBody(),
                "status 200 and a \"version\" that is not empty",
                "answer GET /version with {\"version\": \"1.2.3\"}, the version from the build",
                exchange.curl())));
    }
}
