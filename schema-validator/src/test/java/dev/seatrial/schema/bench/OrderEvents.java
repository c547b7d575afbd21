package dev.seatrial.schema.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/** Writes CloudEvents of orders, 1.29 KB each on the average, one a line; the same seed gives the same file. */
public final class OrderEvents {
    private static final String[] CITIES = {"Bern", "Köln", "Malmö", "Bristol", "Nantes", "Zürich"};
    private static final String[] TITLES = {"Green tea, loose", "Assam \"Mangalam\" 250 g", "Teapot, cast iron", "Cup"};
    private static final String[] STATES = {"created", "paid", "shipped", "delivered"};

    private final SplittableRandom random = new SplittableRandom(7);

    private OrderEvents() {}

    /** Writes a file; arguments: file, number of events. */
    public static void main(String[] arguments) throws IOException {
        OrderEvents events = new OrderEvents();
        int count = Integer.parseInt(arguments[1]);
        try (BufferedWriter out = Files.newBufferedWriter(Path.of(arguments[0]))) {
            for (int i = 0; i < count; i++) {
                out.write(events.next());
                out.write('\n');
            }
        }
    }

    private String next() {
        StringBuilder lines = new StringBuilder();
        int count = 3 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            lines.append(i == 0 ? "" : ",")
                    .append(String.format(
                            Locale.ROOT,
                            "{\"sku\":\"TEA-%d\",\"title\":%s,\"quantity\":%d,\"price\":{\"amount\":%.2f,\"currency\":\"EUR\"}}",
                            100 + random.nextInt(9000),
                            quote(TITLES[random.nextInt(TITLES.length)]),
                            1 + random.nextInt(9),
                            random.nextDouble() * 90));
        }
        String payment = random.nextBoolean()
                ? "{\"method\":\"card\",\"last4\":\"4242\"}"
                : "{\"method\":\"transfer\",\"iban\":\"DE89370400440532013000\"}";
        return String.format(
                Locale.ROOT,
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/shop/orders\",\"type\":\"shop.order.created\",\"subject\":\"order\","
                        + "\"time\":\"2026-11-22T10:15:%02d.%03dZ\",\"datacontenttype\":\"application/json\","
                        + "\"traceparent\":\"00-%016x%016x-%016x-01\",\"data\":{\"orderId\":\"%s\",\"customerId\":\"cus_%08d\","
                        + "\"email\":\"ann.smith%d@example.com\",\"status\":\"%s\",\"placedAt\":\"2026-11-22T10:14:59Z\",\"lines\":[%s],"
                        + "\"total\":{\"amount\":%.2f,\"currency\":\"EUR\"},\"shipTo\":%s,\"billTo\":%s,\"payment\":%s,"
                        + "\"tags\":[\"spring\",\"newsletter\"],\"note\":null,\"gift\":false}}",
                uuid(),
                random.nextInt(60),
                random.nextInt(1000),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                uuid(),
                random.nextInt(100_000_000),
                random.nextInt(1000),
                STATES[random.nextInt(STATES.length)],
                lines,
                random.nextDouble() * 400,
                address(),
                address(),
                payment);
    }

    private String address() {
        return String.format(
                Locale.ROOT,
                "{\"name\":\"Ann Smith\",\"street\":\"Long Street %d\",\"city\":\"%s\",\"postcode\":\"%05d\",\"country\":\"DE\"}",
                random.nextInt(300),
                CITIES[random.nextInt(CITIES.length)],
                random.nextInt(100_000));
    }

    private static String quote(String text) {
        return '"' + text.replace("\"", "\\\"") + '"';
    }

    private String uuid() {
        return String.format(
                Locale.ROOT,
                "%08x-%04x-4%03x-9%03x-%012x",
                random.nextInt(),
                random.nextInt(0x10000),
                random.nextInt(0x1000),
                random.nextInt(0x1000),
                random.nextLong() & 0xFFFFFFFFFFFFL);
    }
}
