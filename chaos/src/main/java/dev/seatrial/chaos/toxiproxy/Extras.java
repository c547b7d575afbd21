package dev.seatrial.chaos.toxiproxy;

import dev.seatrial.chaos.flow.Relay;
import dev.seatrial.chaos.toxiproxy.Api.Call;
import dev.seatrial.link.ActiveFault;
import java.util.List;
import java.util.stream.Collectors;

/** What the original does not have, under {@code /seatrial}: faults that know HTTP and heal by themselves, ledgers, counters. */
final class Extras {

    private final Proxies proxies;
    private final Leases leases = new Leases();

    Extras(Proxies proxies) {
        this.proxies = proxies;
    }

    /** The methods that a path below {@code /seatrial} takes. */
    static String allowed(List<String> parts) {
        return switch (parts.size()) {
            case 2 -> parts.get(1).equals("links") || parts.get(1).equals("lease") ? "GET" : "";
            case 4 ->
                switch (parts.get(3)) {
                    case "faults" -> parts.get(1).equals("links") ? "GET POST DELETE" : "";
                    case "ledger" -> parts.get(1).equals("links") ? "GET" : "";
                    default -> "";
                };
            case 5 -> parts.get(1).equals("links") && parts.get(3).equals("faults") ? "GET DELETE" : "";
            default -> "";
        };
    }

    Reply answer(Call call, List<String> parts) throws ApiError {
        if (parts.get(1).equals("lease")) {
            return Reply.following(leases.open());
        }
        if (parts.size() == 2) {
            return Reply.json(
                    200, proxies.all().stream().map(Extras::link).collect(Collectors.joining(",", "[", "]\n")));
        }
        Proxy proxy = proxies.get(parts.get(2));
        if (parts.get(3).equals("ledger")) {
            return LedgerReply.of(proxy, call.target());
        }
        if (parts.size() == 5) {
            return single(call, proxy, parts.get(4));
        }
        switch (call.method()) {
            case "POST" -> {
                FaultJson.Wanted wanted = FaultJson.parse(call.body());
                if (wanted.lease().isPresent()) {
                    leases.mustBeHeld(wanted.lease().get());
                }
                ActiveFault on = proxy.faults().apply(wanted.fault());
                wanted.lease().ifPresent(id -> leases.bind(id, on));
                return Reply.json(201, FaultJson.write(on) + "\n");
            }
            case "DELETE" -> {
                proxy.faults().clear();
                return Reply.empty(204);
            }
            default -> {
                return Reply.json(
                        200,
                        proxy.faults().all().stream()
                                .map(FaultJson::write)
                                .collect(Collectors.joining(",", "[", "]\n")));
            }
        }
    }

    private static Reply single(Call call, Proxy proxy, String kind) throws ApiError {
        ActiveFault on = proxy.faults().all().stream()
                .filter(f -> f.kind().equalsIgnoreCase(kind))
                .findFirst()
                .orElseThrow(() -> new ApiError(404, "fault not found"));
        if (call.method().equals("DELETE")) {
            on.close();
            return Reply.empty(204);
        }
        return Reply.json(200, FaultJson.write(on) + "\n");
    }

    private static String link(Proxy proxy) {
        Relay relay = proxy.relay();
        String counters = relay == null
                ? "\"connections\":0,\"live\":0,\"up\":0,\"down\":0"
                : "\"connections\":" + relay.connections() + ",\"live\":" + relay.live() + ",\"up\":"
                        + relay.traffic().sentUp().sum() + ",\"down\":"
                        + relay.traffic().sentDown().sum();
        String faults = proxy.faults().all().stream()
                .map(f -> GoText.quote(f.kind()))
                .collect(Collectors.joining(",", "[", "]"));
        String toxics =
                proxy.toxics().stream().map(t -> GoText.quote(t.name())).collect(Collectors.joining(",", "[", "]"));
        return "{\"name\":" + GoText.quote(proxy.name()) + ",\"listen\":" + GoText.quote(proxy.listen())
                + ",\"upstream\":" + GoText.quote(proxy.upstream()) + ",\"enabled\":" + proxy.enabled() + ","
                + counters + ",\"requests\":" + proxy.book().mark().sequence() + ",\"dropped\":"
                + proxy.book().dropped() + ",\"faults\":" + faults + ",\"toxics\":" + toxics + "}";
    }
}
