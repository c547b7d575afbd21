package dev.seatrial.environment.otlp;

/** The names of span kinds. Source: {@code SpanKind} in opentelemetry-proto's {@code trace.proto}. */
final class SpanKinds {

    private SpanKinds() {}

    static String name(int number) {
        return switch (number) {
            case 2 -> "SERVER";
            case 3 -> "CLIENT";
            case 4 -> "PRODUCER";
            case 5 -> "CONSUMER";
            default -> "INTERNAL";
        };
    }
}
