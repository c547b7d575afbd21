package dev.seatrial.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.link.LinkProvider.LinkNetwork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkProviderTest {

    private final List<Long> seeds = new ArrayList<>();

    private final LinkProvider provider = new LinkProvider() {
        @Override
        public String id() {
            return "recording";
        }

        @Override
        public LinkNetwork open() throws IOException {
            return open(1);
        }

        @Override
        public LinkNetwork open(long seed) throws IOException {
            seeds.add(seed);
            throw new IOException("only asked");
        }
    };

    @Test
    void givesTheSeedOfTheRunToEveryNetwork() {
        LinkProvider seeded = provider.seeded(4711);
        assertThat(seeded.id()).isEqualTo("recording");
        org.assertj.core.api.Assertions.assertThatIOException().isThrownBy(seeded::open);
        org.assertj.core.api.Assertions.assertThatIOException().isThrownBy(seeded::open);
        assertThat(seeds).containsExactly(4711L, 4711L);
    }
}
