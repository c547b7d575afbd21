package dev.seatrial.junit;

import dev.seatrial.check.Check;
import dev.seatrial.check.SuiteProvider;
import dev.seatrial.environment.Environment;
import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.EnvironmentProvider;
import dev.seatrial.link.Endpoint;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.link.LinkProvider;
import dev.seatrial.run.FakeCheck;
import dev.seatrial.run.FakeEnvironment;
import dev.seatrial.target.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Providers that only the tests of the JUnit front find, through a class loader of their own. */
public final class FakeParts {

    static final AtomicInteger STARTS = new AtomicInteger();
    static final AtomicInteger STOPS = new AtomicInteger();
    static final List<Long> SEEDS = new CopyOnWriteArrayList<>();

    private FakeParts() {}

    /** A class loader in which {@code ServiceLoader} finds the fakes. */
    static ClassLoader loader(Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(EnvironmentProvider.class.getName()), Berth.class.getName());
        Files.writeString(services.resolve(SuiteProvider.class.getName()), Suite.class.getName());
        Files.writeString(services.resolve(LinkProvider.class.getName()), NoLinks.class.getName());
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, FakeParts.class.getClassLoader());
    }

    /** Starts nothing. */
    public static final class Berth implements EnvironmentProvider {
        @Override
        public String id() {
            return "berth";
        }

        @Override
        public Optional<String> unfit(Target target) {
            return target.system().equals("sunken") ? Optional.of("it is under water") : Optional.empty();
        }

        @Override
        public Environment start(Request request) {
            STARTS.incrementAndGet();
            try {
                request.links().open().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return FakeEnvironment.running(request.target(), STOPS::incrementAndGet);
        }
    }

    /** Keeps the seeds that it was given; no link is ever opened. */
    public static final class NoLinks implements LinkProvider {
        @Override
        public String id() {
            return "seatrial";
        }

        @Override
        public LinkNetwork open() {
            throw new EnvironmentException("links without a seed");
        }

        @Override
        public LinkNetwork open(long seed) {
            SEEDS.add(seed);
            return new LinkNetwork() {
                @Override
                public Link open(LinkId id, Endpoint listen, Protocol protocol) {
                    throw new EnvironmentException("no links here");
                }

                @Override
                public void close() {}
            };
        }
    }

    /** One check of each kind of end. */
    public static final class Suite implements SuiteProvider {
        @Override
        public List<Check<?>> checks() {
            return List.of(
                    FakeCheck.steady("GOOD-001", (subject, voyage) -> "good " + voyage.seed()),
                    FakeCheck.disturbing("BAD-001", (subject, voyage) -> "two charges"),
                    FakeCheck.steady("UNCLEAR-001", (subject, voyage) -> "unclear: nothing arrived"),
                    FakeCheck.steady("NONE-001", (subject, voyage) -> "good")
                            .of(target -> new dev.seatrial.check.Subjects.None("no event is declared")));
        }
    }
}
