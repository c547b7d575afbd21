package dev.seatrial.environment.launch;

import dev.seatrial.target.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The words that start a service's jar, the same wherever it runs. */
public final class JavaCommand {

    /** Starts sooner and takes less than what a JVM would choose for a server; on two cores, four services feel it. */
    private static final List<String> QUICK_START =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

    private JavaCommand() {}

    /**
     * The words. An owner who gives the JVM options of his own gets a JVM without ours.
     *
     * @param inherited the variables that the service finds beside its own
     */
    public static List<String> of(String java, String jar, Service service, Map<String, String> inherited) {
        List<String> words = new ArrayList<>(List.of(java));
        if (Stream.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")
                .noneMatch(v -> service.env().containsKey(v) || inherited.containsKey(v))) {
            words.addAll(QUICK_START);
        }
        words.addAll(List.of("-jar", jar));
        return List.copyOf(words);
    }
}
