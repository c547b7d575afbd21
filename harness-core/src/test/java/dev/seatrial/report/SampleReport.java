package dev.seatrial.report;

import dev.seatrial.check.Finding;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Requirement;
import dev.seatrial.check.Requirement.Level;
import dev.seatrial.check.Requirement.Manner;
import dev.seatrial.check.Subject;
import dev.seatrial.environment.Capability;
import dev.seatrial.report.Part.Kind;
import dev.seatrial.report.Timings.Stretch;
import dev.seatrial.run.CheckResult;
import dev.seatrial.run.FirstLook;
import dev.seatrial.run.Sent;
import dev.seatrial.target.Waiver;
import dev.seatrial.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A report with everything in it: a shop of four services, three databases, a broker and eleven links. */
final class SampleReport {

    static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private SampleReport() {}

    static Report rich() {
        List<CheckResult> results = results();
        return new Report(
                Report.FORMAT,
                "0.1.0",
                "shop",
                "processes",
                "core",
                734_512_986,
                START,
                Duration.ofMillis(42_300),
                Verdict.over(results),
                Optional.empty(),
                results,
                List.of(new Waiver("RES-003", "inventory", "old", LocalDate.of(2027, 1, 1))),
                timings(),
                List.of(
                        new Part("orders", Kind.SERVICE),
                        new Part("payments", Kind.SERVICE),
                        new Part("inventory", Kind.SERVICE),
                        new Part("notifications", Kind.SERVICE),
                        new Part("orders-db", Kind.DATABASE),
                        new Part("payments-db", Kind.DATABASE),
                        new Part("inventory-db", Kind.DATABASE),
                        new Part("bus", Kind.BROKER)),
                links());
    }

    /** The same with nothing but satisfied results. */
    static Report conforming() {
        return rich().withResults(rich().standing(Outcome.Satisfied.class));
    }

    private static List<CheckResult> results() {
        List<CheckResult> all = new ArrayList<>();
        all.add(result(
                "IDEMP-001",
                "payments/createPayment",
                "A first request with a key has one effect and a normal result",
                new Outcome.Satisfied("5 of 5 first requests had one effect each")));
        all.add(detailed(result(
                "IDEMP-002",
                "payments/createPayment",
                "A replayed request has no second effect",
                new Outcome.Violated(List.of(
                        new Finding(
                                "sent POST /payments, and the same request again with the same Idempotency-Key after the first was answered",
                                "2 rows in payments with the reference 8f2c1d77 after both requests, answers 201 and 201 with the ids 41 and 42",
                                "1 row, and the first answer again",
                                "store the key with the payment in one transaction, and answer a known key from the store; see draft-ietf-httpapi-idempotency-key-header-07 §2.6",
                                "curl -sS -i --http1.1 --path-as-is -X POST http://127.0.0.1:41873/payments -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' -H 'Idempotency-Key: 8f2c1d77' --data-binary '{\"reference\":\"8f2c1d77\",\"amount\":{\"value\":\"12.50\",\"currency\":\"EUR\"}}'"),
                        new Finding(
                                        "looked at the second answer",
                                        "no Idempotency-Replayed header <script>alert('x')</script>",
                                        "a mark that tells a replay from a first answer",
                                        "send the header with replays",
                                        "")
                                .asAdvice())))));
        all.add(result(
                "IDEMP-004",
                "payments/createPayment",
                "A key used with another payload is refused",
                new Outcome.Satisfied("422 with a problem body, no effect")));
        all.add(
                result(
                        "IDEMP-015",
                        "payments/createPayment",
                        "Twenty requests at once with one key have one effect",
                        new Outcome.Inconclusive(
                                "only 14 of 20 requests reached payments (6 connections were refused by the link), so the race was not run")));
        all.add(
                disturbing(
                        result(
                                "RES-001",
                                "orders/inventory",
                                "A provider that never answers does not hold its callers",
                                new Outcome.Inconclusive(
                                        "a violation was seen once of two looks: \"answered after 4.1 s\"; the fresh look came to satisfied: 59 of 59 answers within 2 s"))));
        all.add(result(
                "RES-003",
                "orders/inventory",
                "Retries stay within their budget",
                new Outcome.Violated(List.of(new Finding(
                        "let inventory answer 503 to every request for 5 s",
                        "9 attempts for one order",
                        "at most 3 attempts",
                        "bound the attempts and let the gaps grow",
                        "")))));
        all.add(result(
                        "HEALTH-001",
                        "notifications",
                        "Liveness does not depend on others",
                        new Outcome.Violated(List.of(new Finding(
                                "cut the link notifications -> bus",
                                "503 from /livez",
                                "200",
                                "leave the broker out of liveness",
                                ""))))
                .waived(new Waiver(
                        "HEALTH-001",
                        "notifications",
                        "replaced by the new service in March",
                        LocalDate.of(2027, 3, 1))));
        all.add(result("LIFE-001", "orders", "A deploy drops no request", new Outcome.Satisfied("50 of 50 answered")));
        all.add(result(
                "API-001", "orders", "The service behaves as its OpenAPI says", new Outcome.Satisfied("214 requests")));
        all.add(result(
                "SEC-002", "inventory", "No operation without credentials", new Outcome.Satisfied("7 of 7 refused")));
        all.add(CheckResult.of(
                requirement("EVENT-001", "Published events are valid"),
                Optional.empty(),
                new Outcome.Inapplicable("no event channel is declared")));
        return all;
    }

    static CheckResult result(String id, String subject, String title, Outcome outcome) {
        String[] parts = subject.split("/", 2);
        return new CheckResult(
                requirement(id, title),
                Optional.of(parts.length == 1 ? Subject.of(subject) : Subject.of(parts[0], parts[1])),
                outcome,
                Optional.of("{\"seen\":\"" + id + "\"}"),
                List.of(),
                START.plusSeconds(20),
                Duration.ofMillis(1_230),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    static CheckResult needing(Set<Capability> needs) {
        return CheckResult.of(
                new Requirement("A-001", "fake", Level.MUST, "a rule", "because", "a document", needs, Manner.STEADY),
                Optional.empty(),
                new Outcome.Inapplicable("why"));
    }

    private static Requirement requirement(String id, String title) {
        return new Requirement(
                id,
                id.startsWith("IDEMP") ? "idempotency" : id.startsWith("RES") ? "resilience" : "service",
                id.startsWith("RES") ? Level.SHOULD : Level.MUST,
                title,
                "clients retry when an answer is lost; without this a customer pays twice",
                "draft-ietf-httpapi-idempotency-key-header-07 §2.6",
                Set.of(),
                Manner.STEADY);
    }

    private static CheckResult detailed(CheckResult plain) {
        return new CheckResult(
                plain.requirement(),
                plain.subject(),
                plain.outcome(),
                Optional.of(
                        "{\"key\":\"8f2c1d77\",\"effects\":[0,1,2],\"exchanges\":[{\"status\":201,\"body\":\"{\\\"id\\\":41}\"},{\"status\":201,\"body\":\"{\\\"id\\\":42}\"}]}"),
                List.of("the effect was counted with: select count(*) from payments where reference = :reference"),
                plain.start(),
                plain.took(),
                plain.waiver(),
                List.of(
                        new Sent(
                                START.plusSeconds(20),
                                "POST",
                                "http://127.0.0.1:41873/payments",
                                201,
                                Duration.ofMillis(31),
                                ""),
                        new Sent(
                                START.plusSeconds(21),
                                "POST",
                                "http://127.0.0.1:41873/payments",
                                0,
                                Duration.ofSeconds(10),
                                "no complete answer within 10 s, while waiting for the answer")),
                plain.firstLook());
    }

    private static CheckResult disturbing(CheckResult plain) {
        Outcome.Violated first = new Outcome.Violated(
                List.of(new Finding("held inventory", "answered after 4.1 s", "within 2 s", "set a deadline", "")));
        return new CheckResult(
                plain.requirement(),
                plain.subject(),
                plain.outcome(),
                plain.observation(),
                plain.notes(),
                plain.start(),
                plain.took(),
                plain.waiver(),
                plain.sent(),
                Optional.of(new FirstLook(
                        first, Optional.of("{\"slowest\":\"PT4.1S\"}"), START.plusSeconds(30), Duration.ofSeconds(5))));
    }

    private static Timings timings() {
        List<Stretch> path = List.of(
                new Stretch("payments-db", Duration.ZERO, Duration.ofMillis(2_900)),
                new Stretch("payments", Duration.ofMillis(2_900), Duration.ofMillis(9_100)),
                new Stretch("API-001 orders", Duration.ofMillis(12_000), Duration.ofMillis(13_000)),
                new Stretch("RES-001 orders/inventory", Duration.ofMillis(25_000), Duration.ofMillis(16_300)));
        return new Timings(
                Duration.ofSeconds(12), Duration.ofSeconds(13), Duration.ofMillis(16_300), path.subList(0, 2), path);
    }

    private static List<LinkSummary> links() {
        return List.of(
                link("outside", "orders", 412, 0, 0, List.of()),
                link("outside", "payments", 207, 0, 0, List.of()),
                link("outside", "inventory", 61, 0, 0, List.of()),
                link("orders", "inventory", 380, 0, 59, List.of("Answer", "Blackhole")),
                link("orders", "payments", 24, 3, 0, List.of()),
                link("orders", "orders-db", 0, 0, 0, List.of()),
                link("payments", "payments-db", 0, 0, 0, List.of()),
                link("inventory", "inventory-db", 0, 0, 0, List.of()),
                link("orders", "bus", 0, 0, 0, List.of()),
                link("notifications", "bus", 0, 0, 2, List.of("Down")),
                link("outside", "notifications", 0, 0, 0, List.of()));
    }

    private static LinkSummary link(
            String from, String to, long requests, long failed, long faulted, List<String> faults) {
        boolean http = requests > 0 || to.equals("notifications");
        return new LinkSummary(
                from,
                to,
                requests,
                http ? 0 : 12,
                failed,
                0,
                faulted,
                faults,
                requests == 0 ? Map.of() : Map.of("2xx", requests - failed, "5xx", failed),
                requests == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(4)),
                requests == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(38)),
                0);
    }
}
