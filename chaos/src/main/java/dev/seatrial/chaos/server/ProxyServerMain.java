package dev.seatrial.chaos.server;

import dev.seatrial.chaos.toxiproxy.ApiServer;
import dev.seatrial.link.Endpoint;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** {@code seatrial proxy}: the standalone server, called as the original is. */
public final class ProxyServerMain {

    static final String HELP = """
            Usage: seatrial proxy [-host H] [-port P] [-config FILE] [-seed N] [-proxy-metrics]
                   seatrial proxy watch [-host H] [-port P] [-once]

            Runs a proxy server that speaks Toxiproxy's HTTP API (2.12.0) and keeps a ledger of what passes.
            Options may be written with one dash or two, as -port 8474 or --port=8474.
            Exit codes: 0 ended as told, 2 bad usage or configuration, 4 an address cannot be listened on.

              -host H          where the API listens (localhost)
              -port P          its port (8474); 0 takes a free one
              -config FILE     JSON list of proxies to make at the start, as POST /populate takes it
              -seed N          seed of jitter, slices and toxicity, to replay a run (printed at the start)
              -proxy-metrics   serve /metrics
              -version         print the version
              watch            show links, rates and faults of a running server
            """;

    private ProxyServerMain() {}

    /** Runs until the process is told to end; exits with 2 on bad usage and 4 when it cannot listen. */
    public static void main(String[] arguments) throws InterruptedException {
        boolean terminal = System.getProperty("seatrial.terminal", "").contains("1");
        System.exit(run(List.of(arguments), System.out, System.err, terminal));
    }

    /**
     * Runs until the process is told to end or the thread is interrupted.
     *
     * @param terminal whether somebody looks at {@code out}
     * @return the exit code: 0, 2 for bad usage or input, 4 when it cannot listen
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream err, boolean terminal)
            throws InterruptedException {
        if (!arguments.isEmpty() && arguments.get(0).equals("watch")) {
            return ProxyWatch.run(arguments.subList(1, arguments.size()), out, err, terminal);
        }
        ProxyOptions options;
        try {
            options = ProxyOptions.parse(arguments, false);
        } catch (IllegalArgumentException e) {
            err.println("seatrial proxy: " + e.getMessage());
            err.println("Run 'seatrial proxy --help'.");
            return 2;
        }
        if (options.help()) {
            out.print(HELP);
            return 0;
        }
        if (options.version()) {
            out.println("seatrial proxy, speaks the API of toxiproxy-server version 2.12.0");
            return 0;
        }
        return serve(options, out, err);
    }

    private static int serve(ProxyOptions options, PrintStream out, PrintStream err) throws InterruptedException {
        byte[] config = {};
        if (options.config().isPresent()) {
            try {
                config = ConfigFile.read(options.config().get());
            } catch (ConfigFile.Unusable e) {
                err.println("seatrial proxy: " + e.getMessage());
                return 2;
            }
        }
        Endpoint listen = new Endpoint(options.host(), options.port());
        ApiServer.Settings settings =
                new ApiServer.Settings(listen, options.seed(), options.metrics(), Duration.ofSeconds(15));
        try (ApiServer server = ApiServer.start(settings)) {
            if (config.length > 0) {
                out.println("made " + server.populate(config) + " proxies from "
                        + options.config().get());
            }
            out.println("seatrial proxy listens on " + server.listen() + ", seed " + options.seed());
            out.flush();
            CountDownLatch told = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(told::countDown));
            told.await();
            return 0;
        } catch (IOException e) {
            err.println("seatrial proxy: " + e.getMessage() + ". "
                    + (config.length > 0 && !String.valueOf(e.getMessage()).startsWith("the API")
                            ? "Change it in " + options.config().get() + ", or free that address."
                            : "Choose another address with -host and -port, or end what listens there."));
            return 4;
        }
    }

    /** The arguments with {@code --name=value} and {@code -name} brought to one form. */
    static List<String> plain(List<String> arguments) {
        List<String> plain = new ArrayList<>();
        for (String argument : arguments) {
            int dashes = argument.startsWith("--") ? 2 : argument.startsWith("-") ? 1 : 0;
            int equals = argument.indexOf('=');
            if (dashes > 0 && equals > 0) {
                plain.add("-" + argument.substring(dashes, equals));
                plain.add(argument.substring(equals + 1));
            } else {
                plain.add(dashes == 2 ? argument.substring(1) : argument);
            }
        }
        return plain;
    }
}
