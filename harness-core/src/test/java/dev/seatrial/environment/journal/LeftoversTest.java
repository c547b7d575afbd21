package dev.seatrial.environment.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
final class LeftoversTest {

    private static final String RUN = "00112233445566778899";

    @TempDir
    Path cache;

    private Path journal;

    @BeforeEach
    void makeJournals() throws IOException {
        journal = Files.createDirectories(cache.resolve("journal")).resolve(RUN);
    }

    @Test
    void neverKillsAProcessThatOnlyHasTheNumberOfOneThatIsGone() throws Exception {
        Process innocent = new ProcessBuilder("sleep", "100").start();
        try {
            write("process\t" + innocent.pid() + "\t1\torders");
            assertThat(clear()).containsExactly(RUN);
            assertThat(innocent.isAlive()).isTrue();
            assertThat(journal).doesNotExist();
        } finally {
            innocent.destroyForcibly();
        }
    }

    @Test
    void deletesOnlyDirectoriesThatCarryTheRunsMark() throws Exception {
        Path ours = Files.createDirectories(cache.resolve("of ours"));
        Files.writeString(ours.resolve(".seatrial-run"), RUN + "\n");
        Path others = Files.createDirectories(cache.resolve("of others"));
        write("directory\t" + ours, "directory\t" + others);
        clear();
        assertThat(ours).doesNotExist();
        assertThat(others).exists();
    }

    @Test
    void leavesARunAloneWhoseHarnessLives() throws Exception {
        Files.writeString(journal, "harness\t" + HostIdentity.ofThisProcess().line() + "\n");
        assertThat(clear()).isEmpty();
        assertThat(journal).exists();
    }

    @Test
    void endsARunFromBeforeTheLastBootWithoutLookingForItsProcesses() throws Exception {
        Process innocent = new ProcessBuilder("sleep", "100").start();
        try {
            HostIdentity sleeping = HostIdentity.parse(
                            "harness\t" + innocent.pid() + "\t" + started(innocent) + "\tb\tn")
                    .orElseThrow();
            Files.writeString(
                    journal,
                    "harness\t" + sleeping.line() + "\nprocess\t" + innocent.pid() + "\t" + sleeping.started()
                            + "\tx\n");
            assertThat(clear()).containsExactly(RUN);
            assertThat(innocent.isAlive()).isTrue();
        } finally {
            innocent.destroyForcibly();
        }
    }

    @Test
    void doesNothingWhereNothingEverRan() throws Exception {
        List<String> heard = new ArrayList<>();
        Leftovers.clear(cache.resolve("nowhere"), heard::add);
        assertThat(heard).isEmpty();
    }

    private static String started(Process process) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        return stat.substring(stat.lastIndexOf(") ") + 2).split(" ", -1)[19];
    }

    private void write(String... lines) throws IOException {
        HostIdentity here = HostIdentity.ofThisProcess();
        HostIdentity gone = new HostIdentity(here.pid(), "1", here.boot(), here.namespace());
        List<String> all = new ArrayList<>(List.of("harness\t" + gone.line()));
        all.addAll(List.of(lines));
        Files.write(journal, all);
    }

    private List<String> clear() throws IOException {
        List<String> heard = new ArrayList<>();
        Leftovers.clear(cache, heard::add);
        return heard;
    }
}
