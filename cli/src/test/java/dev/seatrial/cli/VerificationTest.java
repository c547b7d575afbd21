package dev.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.environment.Environment;
import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.EnvironmentProvider;
import dev.seatrial.link.LinkProvider;
import dev.seatrial.run.RunOptions;
import dev.seatrial.target.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code verify} and {@code ship} have in common. */
class VerificationTest {

    private final List<Long> seeds = new ArrayList<>();

    private final LinkProvider links = new LinkProvider() {
        @Override
        public String id() {
            return "recording";
        }

        @Override
        public LinkNetwork open() {
            throw new EnvironmentException("links without a seed");
        }

        @Override
        public LinkNetwork open(long seed) {
            seeds.add(seed);
            throw new EnvironmentException("only asked");
        }
    };

    private final EnvironmentProvider provider = new EnvironmentProvider() {
        @Override
        public String id() {
            return "asking";
        }

        @Override
        public Optional<String> unfit(Target target) {
            return Optional.empty();
        }

        @Override
        public Environment start(Request request) {
            try (LinkProvider.LinkNetwork network = request.links().open()) {
                throw new AssertionError("unexpected " + network);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    @Test
    void givesTheSeedOfTheRunToItsLinks() {
        Verification verification =
                new Verification(provider, links, RunOptions.defaults().withSeed(4711), start -> {}, event -> {});

        assertThatThrownBy(() -> verification.run(Target.of(Path.of(""), "fleet"), Path.of("")))
                .hasMessage("only asked");
        assertThat(seeds).containsExactly(4711L);
    }
}
