package dev.seatrial.run;

import dev.seatrial.check.HttpProbe.Request;
import java.nio.charset.StandardCharsets;

/** A curl command that sends a request again. */
final class Curl {

    /** More than this makes no command that someone would paste. */
    private static final int LONGEST_BODY = 4000;

    private Curl() {}

    static String command(Request request, Secrets secrets) {
        StringBuilder command = new StringBuilder("curl -sS -i --http1.1 --path-as-is");
        if (request.method().equals("HEAD")) {
            command.append(" -I");
        } else if (!request.method().equals("GET") || request.body().isPresent()) {
            command.append(" -X ").append(ShellWord.of(request.method()));
        }
        command.append(' ').append(ShellWord.of(secrets.redact(request.url().toString())));
        request.headers().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(header -> header.getValue()
                        .forEach(value -> command.append(" -H ")
                                .append(header(header.getKey(), secrets.header(header.getKey(), value)))));
        request.body().ifPresent(body -> command.append(body(body, secrets)));
        return command.toString();
    }

    private static String header(String name, String value) {
        if (value.equals("Bearer $TOKEN")) {
            return "\"" + name + ": " + value + "\"";
        }
        // curl sends a header with an empty value only when it ends in a semicolon.
        return ShellWord.of(value.isEmpty() ? name + ";" : name + ": " + value);
    }

    private static String body(byte[] body, Secrets secrets) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.length() > LONGEST_BODY || text.indexOf('\uFFFD') >= 0) {
            return " --data-binary @body # of " + body.length + " bytes, not kept";
        }
        return " --data-binary " + ShellWord.of(secrets.redact(text));
    }
}
