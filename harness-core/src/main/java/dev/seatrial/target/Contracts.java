package dev.seatrial.target;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where consumer contracts are. */
public sealed interface Contracts {

    /**
     * Pact files.
     *
     * @param path directory, absolute
     * @param stateChange path on each provider that sets up provider states, if any
     * @param identity the identity whose token replaces the contract's {@code Authorization} header, if any
     * @param interactions selectors of what is verified; none: everything
     */
    record Directory(
            Path path, Optional<String> stateChange, Optional<String> identity, List<InteractionSelector> interactions)
            implements Contracts {
        public Directory {
            interactions = List.copyOf(interactions);
        }

        /** Everything in a directory. */
        public Directory(Path path, Optional<String> stateChange, Optional<String> identity) {
            this(path, stateChange, identity, List.of());
        }
    }

    /**
     * A Pact broker.
     *
     * @param url its address
     * @param selectors consumer version selectors, as written
     */
    record Broker(URI url, List<String> selectors, Optional<String> stateChange, Optional<String> identity)
            implements Contracts {
        public Broker {
            selectors = List.copyOf(selectors);
        }
    }
}
