package dev.seatrial.environment.processes;

import dev.seatrial.link.Endpoint;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings of a broker that is its own controller.
 *
 * @param controller where its controller listens
 * @param direct where it listens for Seatrial itself
 * @param links for each link where it listens, and the address that it advertises there: the link's own
 * @param data its log directory
 * @see <a href="https://kafka.apache.org/41/configuration/broker-configs/">broker settings</a>
 */
record KafkaSettings(Endpoint controller, Endpoint direct, Map<Endpoint, Endpoint> links, Path data) {

    KafkaSettings {
        links = new LinkedHashMap<>(links);
    }

    String text() {
        Map<String, String> listeners = new LinkedHashMap<>();
        Map<String, String> advertised = new LinkedHashMap<>();
        listeners.put("DIRECT", direct.toString());
        advertised.put("DIRECT", direct.toString());
        links.forEach((own, proxy) -> {
            String name = "LINK" + listeners.size();
            listeners.put(name, own.toString());
            advertised.put(name, proxy.toString());
        });
        listeners.put("CONTROLLER", controller.toString());
        Map<String, String> settings = new TreeMap<>(oneNode());
        settings.put("controller.quorum.voters", KafkaInstallation.NODE + "@" + controller);
        settings.put("listeners", join(listeners, "://"));
        settings.put("advertised.listeners", join(advertised, "://"));
        listeners.replaceAll((name, address) -> "PLAINTEXT");
        settings.put("listener.security.protocol.map", join(listeners, ":"));
        settings.put("log.dirs", data.toString());
        return text(settings);
    }

    private static String join(Map<String, String> pairs, String separator) {
        return pairs.entrySet().stream()
                .map(e -> e.getKey() + separator + e.getValue())
                .collect(Collectors.joining(","));
    }

    /** No replicas to wait for, no pause before a group's first rebalance. */
    private static Map<String, String> oneNode() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(KafkaInstallation.NODE));
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "DIRECT");
        settings.put("group.initial.rebalance.delay.ms", "0");
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            settings.put(topic + ".replication.factor", "1");
            settings.put(topic + ".num.partitions", "1");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        return settings;
    }

    /** As {@link java.util.Properties} reads it, non-ASCII paths included. */
    static String text(Map<String, String> settings) {
        StringBuilder text = new StringBuilder();
        settings.forEach((key, value) -> {
            text.append(key).append('=');
            value.chars().forEach(c -> text.append(escaped((char) c)));
            text.append('\n');
        });
        return text.toString();
    }

    private static String escaped(char c) {
        if (c == '\\') {
            return "\\\\";
        }
        return c >= ' ' && c < 127 ? String.valueOf(c) : String.format(java.util.Locale.ROOT, "\\u%04x", (int) c);
    }
}
