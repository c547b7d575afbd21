package dev.seatrial.suite.request;

import dev.seatrial.suite.call.OperationException;
import dev.seatrial.suite.call.Operations;
import dev.seatrial.suite.openapi.ApiDescription;
import dev.seatrial.suite.openapi.ApiOperation;
import dev.seatrial.suite.openapi.DescriptionException;
import dev.seatrial.target.Service;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the operations of a service that can be called without knowing more of it. */
public final class KnownCalls {

    private KnownCalls() {}

    /**
     * The operations that can be called: first those the owner names, then the reading and the creating ones of the
     * OpenAPI description. What replaces or deletes is left alone unless the owner names it.
     */
    public static List<CallTemplate> of(Operations operations, Service service) {
        Set<String> routes = new LinkedHashSet<>();
        List<CallTemplate> known = new ArrayList<>();
        for (String id : ids(operations, service)) {
            template(operations, service, id).filter(t -> routes.add(t.route())).ifPresent(known::add);
        }
        return known;
    }

    private static Set<String> ids(Operations operations, Service service) {
        Set<String> ids = new LinkedHashSet<>(service.operations().keySet());
        List<ApiOperation> described = describe(operations, service);
        for (String method : List.of("GET", "POST")) {
            described.stream().filter(o -> o.method().equals(method)).forEach(o -> ids.add(o.id()));
        }
        return ids;
    }

    private static List<ApiOperation> describe(Operations operations, Service service) {
        try {
            return operations.describe(service).map(ApiDescription::operations).orElse(List.of());
        } catch (DescriptionException e) {
            return List.of(); // what the owner names may still be called
        }
    }

    private static Optional<CallTemplate> template(Operations operations, Service service, String id) {
        try {
            return Optional.of(CallTemplate.of(operations, service.name(), id));
        } catch (OperationException | DescriptionException e) {
            return Optional.empty();
        }
    }
}
