package dev.seatrial.run;

import dev.seatrial.check.Outcome;
import dev.seatrial.environment.Environment;
import dev.seatrial.target.Identity;
import dev.seatrial.target.Target;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps secrets out of everything that is kept: the values that are known to be secret, whatever looks like a JSON Web
 * Token, and the values of members and parameters that are named like a secret.
 *
 * <p>A known value shorter than {@value #SHORTEST} characters, or equal to a name in the target, is left alone: the
 * password {@code orders} of the user {@code orders} is no secret, and to blank the word would spoil every observation.
 */
public final class Secrets {

    static final int SHORTEST = 6;
    static final String BLANK = "***";

    private static final Pattern JWT =
            Pattern.compile("eyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]{2,}(?:\\.[A-Za-z0-9_-]*){0,3}");
    private static final Pattern BEARER =
            Pattern.compile("(?i)\\b(bearer|basic)\\s+(?!\\$TOKEN)[A-Za-z0-9._~+/=-]{8,}");
    private static final String NAMES =
            "access_token|refresh_token|id_token|client_secret|accessToken|refreshToken|idToken|clientSecret"
                    + "|password|passwd|secret|api_key|apikey|apiKey";
    private static final Pattern MEMBER =
            Pattern.compile("(\\\\?\"(?:" + NAMES + ")\\\\?\"\\s*:\\s*\\\\?\")((?:[^\"\\\\]|\\\\(?!\"))+)");
    private static final Pattern PARAMETER =
            Pattern.compile("([?&](?:" + NAMES + "|token|sig|signature)=)([^&#\\s\"']+)");
    private static final Pattern URL_PASSWORD = Pattern.compile("(://[^/\\s:@\"']+:)([^/\\s@\"']+)(@)");
    private static final Pattern SECRET_VARIABLE =
            Pattern.compile("(?i).*(passw|secret|token|credential|apikey|api_key).*");

    private final Set<String> values = ConcurrentHashMap.newKeySet();
    private final Set<String> names = new HashSet<>();

    /** Knows no value yet. */
    public Secrets() {}

    /** Knows the secrets of a running environment: tokens, passwords, and environment variables named like a secret. */
    public static Secrets of(Environment environment) {
        Secrets secrets = new Secrets();
        Target target = environment.target();
        secrets.names.add(target.system());
        secrets.names.addAll(target.services().keySet());
        secrets.names.addAll(target.resources().keySet());
        target.secrets().forEach(secrets::add);
        target.identities().values().forEach(identity -> {
            if (identity instanceof Identity.Given given) {
                secrets.add(given.token());
            }
        });
        target.services()
                .values()
                .forEach(service -> service.env().forEach((name, value) -> {
                    if (SECRET_VARIABLE.matcher(name).matches()) {
                        secrets.add(value);
                    }
                }));
        target.resources().keySet().forEach(name -> {
            var resource = environment.resource(name);
            resource.database().ifPresent(secrets.names::add);
            resource.adminUser().ifPresent(secrets.names::add);
            resource.serviceUser().ifPresent(secrets.names::add);
            resource.adminPassword().ifPresent(secrets::add);
            resource.spec().password().ifPresent(secrets::add);
        });
        return secrets;
    }

    /** Adds a value that must not be shown. */
    public void add(String value) {
        if (value.length() >= SHORTEST && !names.contains(value)) {
            values.add(value);
        }
    }

    /** The text without secrets. */
    public String redact(String text) {
        if (text.isEmpty()) {
            return text;
        }
        String clean = text;
        for (String value : values.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            clean = clean.replace(value, BLANK);
        }
        clean = JWT.matcher(clean).replaceAll(BLANK);
        clean = BEARER.matcher(clean).replaceAll("$1 " + BLANK);
        // As long as the value, so that a length that a schema asks for still holds.
        clean = MEMBER.matcher(clean)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) + "*".repeat(found.group(2).length())));
        clean = PARAMETER.matcher(clean).replaceAll("$1" + Matcher.quoteReplacement(BLANK));
        return URL_PASSWORD.matcher(clean).replaceAll("$1" + Matcher.quoteReplacement(BLANK) + "$3");
    }

    /** The outcome with secrets taken out of all its texts. */
    public Outcome redact(Outcome outcome) {
        return RecordJson.map(outcome, this::redact);
    }

    /** The value of a header as it may be shown. */
    String header(String name, String value) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "authorization", "proxy-authorization" ->
                value.regionMatches(true, 0, "Bearer ", 0, 7) ? "Bearer $TOKEN" : BLANK;
            case "cookie", "set-cookie", "x-api-key", "api-key", "x-auth-token", "x-csrf-token" -> BLANK;
            default -> redact(value);
        };
    }

    /** Headers as they may be shown. */
    Map<String, String> headers(Map<String, String> headers) {
        Map<String, String> clean = new java.util.LinkedHashMap<>();
        headers.forEach((name, value) -> clean.put(name, header(name, value)));
        return clean;
    }
}
