package dev.seatrial.chaos.server;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What was asked for on the command line. */
record ProxyOptions(
        String host,
        int port,
        Optional<Path> config,
        long seed,
        boolean metrics,
        boolean version,
        boolean help,
        boolean once) {

    /**
     * Reads the arguments as Go's {@code flag} package does.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    static ProxyOptions parse(List<String> arguments, boolean watch) {
        String host = "localhost";
        int port = 8474;
        Optional<Path> config = Optional.empty();
        long seed = System.nanoTime() & 0xFFFF_FFFFL;
        boolean metrics = false;
        boolean version = false;
        boolean help = false;
        boolean once = false;
        Iterator<String> rest = ProxyServerMain.plain(arguments).iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            switch (name) {
                case "-host" -> host = value(name, rest);
                case "-port" -> port = (int) number(name, value(name, rest), 0, 65_535);
                case "-config" -> config = Optional.of(Path.of(value(name, rest)));
                case "-seed" -> seed = number(name, value(name, rest), Long.MIN_VALUE, Long.MAX_VALUE);
                case "-proxy-metrics", "-runtime-metrics" -> metrics = true;
                case "-version" -> version = true;
                case "-h", "-help" -> help = true;
                case "-once" -> {
                    if (!watch) {
                        throw unknown(name);
                    }
                    once = true;
                }
                default -> throw unknown(name);
            }
        }
        return new ProxyOptions(host, port, config, seed, metrics, version, help, once);
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("unknown argument \"" + name
                + "\"; known are -host, -port, -config, -seed, -proxy-metrics, -version, and watch");
    }

    private static String value(String name, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(name + " needs a value");
        }
        return rest.next();
    }

    private static long number(String name, String text, long least, long most) {
        try {
            long n = Long.parseLong(text);
            if (n >= least && n <= most) {
                return n;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number, not \"" + text + "\"", e);
        }
        throw new IllegalArgumentException(name + " must be between " + least + " and " + most + ", not " + text);
    }
}
