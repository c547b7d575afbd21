package dev.seatrial.chaos.toxic;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/** The kinds of toxic, with their attributes in the order in which they are written. */
public enum ToxicType {
    /** Delays: {@code latency} and {@code jitter} in milliseconds. */
    LATENCY("latency", "jitter"),
    /** Limits the rate: {@code rate} in KB (1,000 bytes) a second. */
    BANDWIDTH("rate"),
    /** Delays the end: {@code delay} in milliseconds. */
    SLOW_CLOSE("delay"),
    /** Lets nothing through and closes after {@code timeout} milliseconds, never if 0. */
    TIMEOUT("timeout"),
    /** Resets {@code timeout} milliseconds after the first data. */
    RESET_PEER("timeout"),
    /** Cuts into slices of about {@code average_size} bytes, {@code delay} microseconds apart. */
    SLICER("average_size", "size_variation", "delay"),
    /** Closes after {@code bytes}. */
    LIMIT_DATA("bytes"),
    /** Does nothing. */
    NOOP;

    private final String attributes;

    ToxicType(String... attributes) {
        this.attributes = String.join(" ", attributes);
    }

    /** The type as it is written, such as {@code slow_close}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Names of the attributes. */
    public List<String> attributes() {
        return attributes.isEmpty() ? List.of() : List.of(attributes.split(" "));
    }

    /** The type that is written so. */
    public static Optional<ToxicType> of(String text) {
        return Arrays.stream(values()).filter(t -> t.text().equals(text)).findFirst();
    }

    /** What is wrong with these values, in words; each would crash or hang the original. */
    public Optional<String> objection(long[] values) {
        return switch (this) {
            case BANDWIDTH -> values[0] < 0 ? Optional.of("rate must not be negative") : Optional.empty();
            case SLICER -> {
                if (values[0] <= 0) {
                    yield Optional.of("average_size must be positive");
                }
                if (values[1] < 0 || values[1] > values[0]) {
                    yield Optional.of("size_variation must be between 0 and average_size");
                }
                yield values[2] < 0 ? Optional.of("delay must not be negative") : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    /** Makes the stage for one direction of one connection. */
    public ToxicStage stage(SplittableRandom random) {
        return switch (this) {
            case LATENCY -> new LatencyToxic(random);
            case BANDWIDTH -> new BandwidthToxic();
            case SLOW_CLOSE -> new SlowCloseToxic();
            case TIMEOUT -> new TimeoutToxic();
            case RESET_PEER -> new ResetPeerToxic();
            case SLICER -> new SlicerToxic(random);
            case LIMIT_DATA -> new LimitDataToxic();
            case NOOP -> new NoopToxic();
        };
    }
}
