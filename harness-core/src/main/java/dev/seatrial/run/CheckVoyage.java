package dev.seatrial.run;

import dev.seatrial.check.HttpProbe;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Voyage;
import dev.seatrial.environment.Environment;
import dev.seatrial.target.Identity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** The voyage of one check to one subject. */
final class CheckVoyage implements Voyage {

    private static final int MOST_NOTES = 100;
    private static final int LONGEST_NOTE = 10_000;
    private static final int MOST_SENT = 100;

    private final Crew crew;
    private final long seed;
    private final long deadline;
    private final HttpProbe http;
    private final RandomGenerator random;
    private final List<String> notes = new ArrayList<>();
    private final List<Sent> first = new ArrayList<>();
    private final Deque<Sent> last = new ArrayDeque<>();
    private long sent;

    /** What all voyages of a run share. */
    record Crew(Environment environment, Secrets secrets, TokenMint mint, Revival revival) {}

    CheckVoyage(Crew crew, String requirement, Subject subject, int attempt, long seed, Duration limit) {
        this.crew = crew;
        this.seed = seed;
        this.deadline = System.nanoTime() + limit.toNanos();
        this.http = new SocketProbe(crew.secrets(), this::sent);
        this.random = new Random(mix(seed, requirement, subject.toString(), attempt));
    }

    @Override
    public Environment environment() {
        return crew.environment();
    }

    @Override
    public HttpProbe http() {
        return http;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    @Override
    public String token(Identity identity) {
        return crew.mint().token(identity);
    }

    @Override
    public String defaultToken() {
        return environment().target().identities().values().stream()
                .findFirst()
                .map(this::token)
                .orElse("");
    }

    @Override
    public boolean revive(String service) {
        return crew.revival().revive(List.of(service)) > 0;
    }

    @Override
    public synchronized void note(String fact) {
        if (notes.size() < MOST_NOTES) {
            String clean = crew.secrets().redact(fact);
            notes.add(clean.length() <= LONGEST_NOTE ? clean : clean.substring(0, LONGEST_NOTE) + " …");
        }
    }

    synchronized List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        long left = sent - first.size() - last.size();
        if (left > 0) {
            all.add(sent + " requests were sent; the first and the last " + MOST_SENT + " are kept");
        }
        return all;
    }

    /** The first and the last requests, in the order of their ends. */
    synchronized List<Sent> sent() {
        List<Sent> all = new ArrayList<>(first);
        all.addAll(last);
        return all;
    }

    private synchronized void sent(HttpProbe.Exchange exchange) {
        sent++;
        if (first.size() < MOST_SENT) {
            first.add(Sent.of(exchange));
            return;
        }
        if (last.size() == MOST_SENT) {
            last.removeFirst();
        }
        last.addLast(Sent.of(exchange));
    }

    /** A seed that differs between checks and subjects, and is the same in each run with one seed. */
    private static long mix(long seed, String requirement, String subject, int attempt) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String all = seed + "\n" + requirement + "\n" + subject + "\n" + attempt;
            return ByteBuffer.wrap(digest.digest(all.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
