package dev.seatrial.environment.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tells a process from any other that ever had or will have its number.
 *
 * @param pid its number
 * @param started when it started, in clock ticks since the boot
 * @param boot the boot of the machine
 * @param namespace the namespace that its number belongs to
 */
record HostIdentity(long pid, String started, String boot, String namespace) {

    private static final Path PROC = Path.of("/proc");

    static HostIdentity ofThisProcess() throws IOException {
        long pid = ProcessHandle.current().pid();
        return new HostIdentity(pid, started(pid).orElse("?"), currentBoot(), currentNamespace());
    }

    static Optional<HostIdentity> parse(String line) {
        String[] parts = line.split("\t", -1);
        return parts.length == 5 && parts[0].equals("harness") && parts[1].matches("\\d{1,18}")
                ? Optional.of(new HostIdentity(Long.parseLong(parts[1]), parts[2], parts[3], parts[4]))
                : Optional.empty();
    }

    String line() {
        return pid + "\t" + started + "\t" + boot + "\t" + namespace;
    }

    /** Whether it may still run; where that cannot be seen from here, it may. */
    boolean mayBeAlive() throws IOException {
        if (!boot.equals(currentBoot())) {
            return false;
        }
        return !namespace.equals(currentNamespace())
                || started(pid).filter(started::equals).isPresent();
    }

    private static Optional<String> started(long pid) {
        try {
            String stat =
                    Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(") ") + 2).split(" ", -1);
            return fields[0].equals("Z") ? Optional.empty() : Optional.of(fields[19]);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static String currentBoot() throws IOException {
        return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
    }

    private static String currentNamespace() throws IOException {
        return Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
    }
}
