package dev.seatrial.run;

import dev.seatrial.check.HttpProbe.Request;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A request as it goes over the wire. Only {@code Host} and the length of a body are added where they are missing. */
final class RequestBytes {

    private RequestBytes() {}

    static byte[] of(Request request) {
        StringBuilder head = new StringBuilder(256);
        head.append(request.method()).append(' ').append(target(request.url())).append(" HTTP/1.1\r\n");
        if (!has(request, "host")) {
            header(head, "Host", host(request.url()));
        }
        request.headers().forEach((name, values) -> values.forEach(value -> header(head, name, value)));
        byte[] body = request.body().orElse(new byte[0]);
        boolean framed = has(request, "content-length") || has(request, "transfer-encoding");
        if (!framed && (body.length > 0 || takesBody(request.method()))) {
            header(head, "Content-Length", Integer.toString(body.length));
        }
        head.append("\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length() + body.length);
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private static boolean takesBody(String method) {
        return List.of("POST", "PUT", "PATCH").contains(method);
    }

    private static void header(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static boolean has(Request request, String name) {
        return request.headers().keySet().stream()
                .anyMatch(n -> n.toLowerCase(Locale.ROOT).equals(name));
    }

    private static String target(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    private static String host(URI url) {
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }
}
