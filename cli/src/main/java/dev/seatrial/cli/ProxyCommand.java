package dev.seatrial.cli;

import dev.seatrial.chaos.server.ProxyServerMain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** The proxy server; its options are the original's, with one dash or two, so it reads them itself. */
@Command(
        name = "proxy",
        description = "A proxy server that speaks Toxiproxy's API: -host, -port, -config; 'proxy watch' shows it live,"
                + " 'proxy image' writes a container image of it.",
        subcommands = ProxyImage.class)
final class ProxyCommand implements Callable<Integer> {

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        return ProxyServerMain.run(arguments, System.out, System.err, Terminal.isOut());
    }
}
