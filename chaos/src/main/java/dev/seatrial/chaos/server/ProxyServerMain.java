package dev.seatrial.chaos.server;

import dev.seatrial.chaos.toxiproxy.ApiServer;
import dev.seatrial.link.Endpoint;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** {@code seatrial proxy}: the standalone server, called as the original is. */
public final class ProxyServerMain {

    private static final String HELP = """
            Usage: seatrial proxy [-host H] [-port P] [-config FILE] [-seed N] [-proxy-metrics]
                   seatrial proxy watch [-host H] [-port P] [-once]

            Runs a proxy server that speaks Toxiproxy's HTTP API (2.12.0) and keeps a ledger of what passes.
            Options may be written with one dash or two, as -port 8474 or --port=8474.

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
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /**
     * Runs until the process is told to end or the thread is interrupted.
     *
     * @return the exit code: 0, 2 for bad usage or input, 4 when it cannot listen
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) throws InterruptedException {
        if (!arguments.isEmpty() && arguments.get(0).equals("watch")) {
            return ProxyWatch.run(arguments.subList(1, arguments.size()), out, err);
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
        Endpoint listen = new Endpoint(options.host(), options.port());
        ApiServer.Settings settings =
                new ApiServer.Settings(listen, options.seed(), options.metrics(), Duration.ofSeconds(15));
        try (ApiServer server = ApiServer.start(settings)) {
            if (options.config().isPresent()) {
                Path file = options.config().get();
                try {
                    out.println("made " + server.populate(file) + " proxies from " + file);
                } catch (IOException e) {
                    err.println("seatrial proxy: cannot use the configuration " + describe(e)
                            + "\nIt is a JSON list such as [{\"name\":\"db\",\"listen\":\"127.0.0.1:15432\","
                            + "\"upstream\":\"127.0.0.1:5432\"}].");
                    return 2;
                }
            }
            out.println("seatrial proxy listens on " + server.listen() + ", seed " + options.seed());
            out.flush();
            CountDownLatch told = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(told::countDown));
            told.await();
            return 0;
        } catch (IOException e) {
            err.println("seatrial proxy: " + e.getMessage() + ". Choose another address with -host and -port.");
            return 4;
        }
    }

    private static String describe(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException
                ? e.getMessage() + ": there is no such file"
                : String.valueOf(e.getMessage());
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
