package dev.seatrial.chaos.toxiproxy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Collectors;

/** Routes and answers the calls. One call, one answer; knows nothing of sockets. */
final class Api {

    private static final String VERSION = "2.12.0";

    private final Proxies proxies;
    private final Extras extras;
    private final boolean metrics;

    Api(Proxies proxies, boolean metrics) {
        this.proxies = proxies;
        this.extras = new Extras(proxies);
        this.metrics = metrics;
    }

    /**
     * A call.
     *
     * @param target path and query as sent
     * @param userAgent empty if none
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, read once, never compared
    record Call(String method, String target, String userAgent, byte[] body) {}

    /** Answers; every problem becomes an answer. */
    Reply answer(Call call) {
        int query = call.target().indexOf('?');
        String raw = query < 0 ? call.target() : call.target().substring(0, query);
        String path;
        try {
            path = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Reply.plain(400, "400 Bad Request");
        }
        String clean = clean(path);
        if (!clean.equals(path)) {
            return Reply.moved(clean, query < 0 ? "" : call.target().substring(query));
        }
        List<String> parts = List.of(path.substring(1).split("/", -1));
        try {
            return route(call, parts);
        } catch (ApiError e) {
            return Reply.error(e);
        }
    }

    /** The path without doubled slashes and dots. */
    private static String clean(String path) {
        ArrayDeque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        String joined = "/" + String.join("/", parts);
        return path.endsWith("/") && joined.length() > 1 ? joined + "/" : joined;
    }

    private Reply route(Call call, List<String> parts) throws ApiError {
        String allowed = allowed(parts);
        if (allowed.isEmpty()) {
            return Reply.plain(404, "404 page not found\n");
        }
        if (!List.of(allowed.split(" ")).contains(call.method()) && !allowed.equals("*")) {
            return Reply.empty(405);
        }
        if (call.userAgent().startsWith("Mozilla/")) {
            return Reply.plain(403, "User agent not allowed\n");
        }
        return switch (parts.get(0)) {
            case "version" ->
                Reply.typed(200, "application/json;charset=utf-8", "{\"version\": \"" + VERSION + "\"}\n");
            case "metrics" -> Reply.typed(200, "text/plain; version=0.0.4; charset=utf-8", Metrics.text(proxies.all()));
            case "reset" -> {
                proxies.reset();
                yield Reply.empty(204);
            }
            case "populate" -> populate(call.body());
            case "seatrial" -> extras.answer(call, parts);
            default ->
                switch (parts.size()) {
                    case 1 ->
                        call.method().equals("GET")
                                ? Reply.json(200, proxies.json())
                                : Reply.json(201, proxies.create(call.body()).json());
                    case 2 -> proxy(call, parts.get(1));
                    case 3 -> toxics(call, parts.get(1));
                    default -> toxic(call, parts.get(1), parts.get(3));
                };
        };
    }

    /** The methods that a path takes, empty if there is no such path. */
    private String allowed(List<String> parts) {
        boolean full = parts.stream().noneMatch(String::isEmpty);
        String shape = parts.size() + parts.get(0);
        return switch (shape) {
            case "1version" -> "*";
            case "1metrics" -> metrics ? "*" : "";
            case "1reset", "1populate" -> "POST";
            case "1proxies" -> "GET POST";
            case "2proxies" -> full ? "GET POST PATCH DELETE" : "";
            case "3proxies" -> full && parts.get(2).equals("toxics") ? "GET POST" : "";
            case "4proxies" -> full && parts.get(2).equals("toxics") ? "GET POST PATCH DELETE" : "";
            default -> parts.get(0).equals("seatrial") && full ? Extras.allowed(parts) : "";
        };
    }

    private Reply populate(byte[] body) {
        Proxies.Populated done = proxies.populate(body);
        String list = done.proxies().isEmpty()
                ? "null"
                : done.proxies().stream().map(Proxy::json).collect(Collectors.joining(",", "[", "]"));
        ApiError error = done.error();
        return error == null
                ? Reply.json(201, "{\"proxies\":" + list + "}")
                : Reply.json(error.status(), "{" + error.members() + ",\"proxies\":" + list + "}");
    }

    private Reply proxy(Call call, String name) throws ApiError {
        switch (call.method()) {
            case "GET" -> {
                return Reply.json(200, proxies.get(name).json());
            }
            case "DELETE" -> {
                proxies.delete(name);
                return Reply.empty(204);
            }
            default -> {
                return Reply.json(200, proxies.update(name, call.body()));
            }
        }
    }

    private Reply toxics(Call call, String name) throws ApiError {
        synchronized (proxies) {
            Proxy proxy = proxies.get(name);
            if (call.method().equals("POST")) {
                return Reply.json(200, proxy.add(call.body()).json());
            }
            return Reply.json(200, proxy.toxicsJson());
        }
    }

    private Reply toxic(Call call, String name, String toxicName) throws ApiError {
        synchronized (proxies) {
            Proxy proxy = proxies.get(name);
            switch (call.method()) {
                case "GET" -> {
                    return Reply.json(200, proxy.toxic(toxicName).json());
                }
                case "DELETE" -> {
                    proxy.remove(proxy.toxic(toxicName));
                    return Reply.empty(204);
                }
                default -> {
                    return Reply.json(200, proxy.change(toxicName, call.body()).json());
                }
            }
        }
    }
}
