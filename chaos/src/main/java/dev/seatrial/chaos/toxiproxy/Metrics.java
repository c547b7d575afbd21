package dev.seatrial.chaos.toxiproxy;

import dev.seatrial.chaos.flow.Relay;
import dev.seatrial.chaos.flow.Traffic;
import java.util.List;

/** The proxies' counters in Prometheus' text format, under the original's names. They count while connections live. */
final class Metrics {

    private Metrics() {}

    static String text(List<Proxy> proxies) {
        StringBuilder received = new StringBuilder("# TYPE toxiproxy_proxy_received_bytes_total counter\n");
        StringBuilder sent = new StringBuilder("# TYPE toxiproxy_proxy_sent_bytes_total counter\n");
        for (Proxy proxy : proxies) {
            Relay relay = proxy.relay();
            if (relay != null) {
                Traffic traffic = relay.traffic();
                line(
                        received,
                        "received",
                        proxy,
                        "downstream",
                        traffic.receivedDown().sum());
                line(
                        received,
                        "received",
                        proxy,
                        "upstream",
                        traffic.receivedUp().sum());
                line(sent, "sent", proxy, "downstream", traffic.sentDown().sum());
                line(sent, "sent", proxy, "upstream", traffic.sentUp().sum());
            }
        }
        return received.append(sent).toString();
    }

    private static void line(StringBuilder out, String what, Proxy proxy, String direction, long bytes) {
        out.append("toxiproxy_proxy_")
                .append(what)
                .append("_bytes_total{direction=\"")
                .append(direction);
        out.append("\",listener=\"").append(escaped(proxy.listen()));
        out.append("\",proxy=\"").append(escaped(proxy.name()));
        out.append("\",upstream=\"")
                .append(escaped(proxy.upstream()))
                .append("\"} ")
                .append(bytes)
                .append('\n');
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
