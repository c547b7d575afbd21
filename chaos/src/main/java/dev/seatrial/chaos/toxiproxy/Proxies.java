package dev.seatrial.chaos.toxiproxy;

import dev.seatrial.chaos.flow.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All proxies. Its lock guards them and their toxics. */
final class Proxies implements AutoCloseable {

    private final Transport transport;
    private final long seed;
    private final TreeMap<String, Proxy> byName = new TreeMap<>();

    Proxies(Transport transport, long seed) {
        this.transport = transport;
        this.seed = seed;
    }

    /** What a request says of a proxy. */
    static final class Input {
        String name = "";
        String listen = "";
        String upstream = "";
        boolean enabled = true;

        GoStruct struct(String type, String prefix) {
            return new GoStruct(type)
                    .text("name", prefix + "Proxy.name", t -> name = t)
                    .text("listen", prefix + "Proxy.listen", t -> listen = t)
                    .text("upstream", prefix + "Proxy.upstream", t -> upstream = t)
                    .bool("enabled", prefix.isEmpty() ? "Proxy.enabled" : ".enabled", b -> enabled = b);
        }

        void fill(byte[] body) throws ApiError {
            String problem;
            try {
                problem = struct("toxiproxy.Proxy", "").fill(GoJson.first(body));
            } catch (GoJson.Malformed e) {
                problem = e.getMessage();
            }
            if (problem != null) {
                throw ApiError.badBody(problem);
            }
        }
    }

    /** What came of a populate: what was made until something went wrong. */
    record Populated(List<Proxy> proxies, @Nullable ApiError error) {}

    synchronized Proxy create(byte[] body) throws ApiError {
        Input input = new Input();
        input.fill(body);
        if (input.name.isEmpty()) {
            throw ApiError.missing("name");
        }
        if (input.upstream.isEmpty()) {
            throw ApiError.missing("upstream");
        }
        if (byName.containsKey(input.name)) {
            throw ApiError.proxyExists();
        }
        Proxy proxy = proxy(input);
        if (input.enabled) {
            proxy.start();
        }
        byName.put(proxy.name(), proxy);
        return proxy;
    }

    private Proxy proxy(Input input) {
        return new Proxy(transport, input.name, input.listen, input.upstream, seed ^ input.name.hashCode());
    }

    synchronized Populated populate(byte[] body) {
        List<Proxy> made = new ArrayList<>();
        try {
            for (Input input : inputs(body)) {
                made.add(addOrReplace(input));
            }
            return new Populated(made, null);
        } catch (ApiError e) {
            return new Populated(made, e);
        }
    }

    private static List<Input> inputs(byte[] body) throws ApiError {
        String item = "struct { toxiproxy.Proxy; Enabled *bool \"json:\\\"enabled\\\"\" }";
        GoJson.Value json;
        try {
            json = GoJson.first(body);
        } catch (GoJson.Malformed e) {
            throw ApiError.badBody(String.valueOf(e.getMessage()));
        }
        if (json instanceof GoJson.Null) {
            return List.of();
        }
        if (!(json instanceof GoJson.Array array)) {
            throw ApiError.badBody("json: cannot unmarshal " + json.kind() + " into Go value of type []" + item);
        }
        List<Input> inputs = new ArrayList<>();
        String first = null;
        for (GoJson.Value value : array.items()) {
            Input input = new Input();
            String problem = input.struct(item, ".").fill(value);
            first = first == null ? problem : first;
            inputs.add(input);
        }
        if (first != null) {
            throw ApiError.badBody(first);
        }
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).name.isEmpty()) {
                throw ApiError.missing("name at proxy " + (i + 1));
            }
            if (inputs.get(i).upstream.isEmpty()) {
                throw ApiError.missing("upstream at proxy " + (i + 1));
            }
        }
        return inputs;
    }

    private Proxy addOrReplace(Input input) throws ApiError {
        Proxy existing = byName.get(input.name);
        if (existing != null) {
            if (!existing.differs(input.listen, input.upstream)) {
                return existing;
            }
            existing.stop();
        }
        Proxy proxy = proxy(input);
        if (input.enabled) {
            proxy.start();
        }
        byName.put(proxy.name(), proxy);
        return proxy;
    }

    synchronized Proxy get(String name) throws ApiError {
        Proxy proxy = byName.get(name);
        if (proxy == null) {
            throw ApiError.proxyNotFound();
        }
        return proxy;
    }

    synchronized String update(String name, byte[] body) throws ApiError {
        Proxy proxy = get(name);
        Input input = new Input();
        input.listen = proxy.listen();
        input.upstream = proxy.upstream();
        input.enabled = proxy.enabled();
        input.fill(body);
        proxy.update(input.listen, input.upstream, input.enabled);
        return proxy.json();
    }

    synchronized void delete(String name) throws ApiError {
        Proxy proxy = get(name);
        proxy.stop();
        proxy.faults().clear();
        byName.remove(name);
    }

    synchronized void reset() throws ApiError {
        for (Proxy proxy : byName.values()) {
            proxy.start();
            for (Toxic toxic : proxy.toxics()) {
                proxy.remove(toxic);
            }
            proxy.faults().clear();
        }
    }

    /** Every proxy, by name. */
    synchronized List<Proxy> all() {
        return List.copyOf(byName.values());
    }

    synchronized String json() {
        return byName.values().stream()
                .map(p -> GoText.quote(p.name()) + ":" + p.json())
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    public synchronized void close() {
        byName.values().forEach(Proxy::stop);
        byName.clear();
    }
}
