package dev.seatrial.chaos.link;

import dev.seatrial.link.ActiveFault;
import dev.seatrial.link.Endpoint;
import dev.seatrial.link.Fault;
import dev.seatrial.link.Ledger;
import dev.seatrial.link.LedgerEntry;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** A link that runs through a real Toxiproxy. */
final class ToxiproxyLink implements Link, AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<Class<? extends Fault>> FAULTS =
            Set.of(Fault.Down.class, Fault.Latency.class, Fault.Blackhole.class);

    private final ToxiproxyCalls calls;
    private final LinkId id;
    private final String path;
    private final Endpoint listen;
    private final Map<Class<?>, On> faults = new HashMap<>();
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "seatrial-toxiproxy-timer");
        thread.setDaemon(true);
        return thread;
    });

    private ToxiproxyLink(ToxiproxyCalls calls, LinkId id, String path, Endpoint listen) {
        this.calls = calls;
        this.id = id;
        this.path = path;
        this.listen = listen;
    }

    /** The faults that it makes. */
    static String kinds() {
        return FAULTS.stream().map(Class::getSimpleName).sorted().collect(Collectors.joining(", "));
    }

    static ToxiproxyLink open(ToxiproxyCalls calls, LinkId id, Endpoint listen) throws IOException {
        String name = "seatrial " + id + " " + Long.toHexString(System.nanoTime());
        String body = JSON.writeValueAsString(
                Map.of("name", name, "listen", listen.toString(), "upstream", "127.0.0.1:1", "enabled", true));
        try {
            String made = calls.call("POST", "/proxies", body);
            Endpoint at = Endpoint.parse(JSON.readTree(made).path("listen").asString());
            String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
            return new ToxiproxyLink(calls, id, "/proxies/" + encoded, at);
        } catch (IOException e) {
            throw new IOException("the link " + id + " cannot listen on " + listen + ": " + e.getMessage(), e);
        }
    }

    @Override
    public LinkId id() {
        return id;
    }

    @Override
    public Endpoint listen() {
        return listen;
    }

    @Override
    public void connectTo(Endpoint upstream) {
        say("POST", path, Map.of("upstream", upstream.toString()));
    }

    @Override
    public Ledger ledger() {
        return NoLedger.INSTANCE;
    }

    @Override
    public synchronized ActiveFault apply(Fault fault) {
        if (!FAULTS.contains(fault.getClass())) {
            throw new UnsupportedOperationException("a real Toxiproxy cannot make the fault "
                    + fault.getClass().getSimpleName() + " on " + id + "; it makes "
                    + kinds());
        }
        On before = faults.get(fault.getClass());
        if (before != null) {
            before.close();
        }
        if (fault instanceof Fault.Latency latency) {
            toxic(
                    "latency",
                    Map.of(
                            "latency",
                            latency.delay().toMillis(),
                            "jitter",
                            latency.jitter().toMillis()));
        } else if (fault instanceof Fault.Blackhole) {
            toxic("timeout", Map.of("timeout", 0));
        } else {
            say("POST", path, Map.of("enabled", false));
        }
        On on = new On(fault);
        faults.put(fault.getClass(), on);
        var unused = timers.schedule(on::close, fault.timeToLive().toNanos(), TimeUnit.NANOSECONDS);
        return on;
    }

    private void toxic(String type, Map<String, Object> attributes) {
        say("POST", path + "/toxics", Map.of("name", "seatrial_" + type, "type", type, "attributes", attributes));
    }

    private void undo(Fault fault) {
        if (fault instanceof Fault.Down) {
            say("POST", path, Map.of("enabled", true));
        } else {
            String type = fault instanceof Fault.Latency ? "latency" : "timeout";
            say("DELETE", path + "/toxics/seatrial_" + type, Map.of());
        }
    }

    private void say(String method, String to, Map<String, Object> body) {
        try {
            calls.call(method, to, body.isEmpty() ? "" : JSON.writeValueAsString(body));
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Set<Class<? extends Fault>> faults() {
        return FAULTS;
    }

    @Override
    public void close() {
        timers.shutdownNow();
        say("DELETE", path, Map.of());
    }

    private final class On implements ActiveFault {

        private final Fault fault;
        private boolean active = true;

        On(Fault fault) {
            this.fault = fault;
        }

        @Override
        public Fault fault() {
            return fault;
        }

        /** Always 0: a Toxiproxy does not count. */
        @Override
        public long hits() {
            return 0;
        }

        @Override
        public boolean active() {
            synchronized (ToxiproxyLink.this) {
                return active;
            }
        }

        @Override
        public void close() {
            synchronized (ToxiproxyLink.this) {
                if (active) {
                    active = false;
                    faults.remove(fault.getClass(), this);
                    undo(fault);
                }
            }
        }
    }

    /** A Toxiproxy keeps no account. */
    private enum NoLedger implements Ledger {
        INSTANCE;

        @Override
        public Mark mark() {
            return new Mark(0);
        }

        @Override
        public List<LedgerEntry> since(Mark mark) {
            return List.of();
        }

        @Override
        public long dropped() {
            return 0;
        }
    }
}
