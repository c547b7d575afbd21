package dev.seatrial.graph.command;

import java.util.List;
import picocli.CommandLine.Option;

/** Options about what is read. */
final class SourceOptions {

    @Option(
            names = "--service-prefix",
            paramLabel = "URL",
            description =
                    "An address that names a service, as 'http://user-service'; may be repeated. Adds to what the files tell.")
    List<String> prefixes = List.of();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "Files or directories to leave out, as 'node_modules/*'; may be repeated.")
    List<String> exclude = List.of();
}
