package dev.seatrial.chaos.hostile;

import static dev.seatrial.chaos.Eventually.eventually;

import io.netty.util.internal.PlatformDependent;
import java.io.File;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process holds.
 *
 * @param heap bytes in use after a collection
 * @param direct bytes outside the heap, the JDK's and Netty's
 */
record Footprint(int threads, int descriptors, long heap, long direct) {

    private static final long MEBI = 1 << 20;

    static Footprint now() {
        System.gc();
        long jdk = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        Runtime runtime = Runtime.getRuntime();
        return new Footprint(
                ManagementFactory.getThreadMXBean().getThreadCount(),
                descriptorsNow(),
                runtime.totalMemory() - runtime.freeMemory(),
                Math.max(jdk, 0) + Math.max(PlatformDependent.usedDirectMemory(), 0));
    }

    private static int descriptorsNow() {
        String[] all = new File("/proc/self/fd").list();
        return all == null ? 0 : all.length;
    }

    /** Waits until no more is held than then, but for what a pool or a compiler may keep; prints both. */
    void holdsNoMoreThanBefore(String what) {
        Footprint after = eventually(
                Footprint::now,
                f -> f.threads <= threads + 4
                        && f.descriptors <= descriptors + 8
                        && f.heap <= heap + 24 * MEBI
                        && f.direct <= direct + 24 * MEBI);
        System.out.println(what + ": before " + this + ", after " + after);
    }

    @Override
    public String toString() {
        return threads + " threads, " + descriptors + " descriptors, heap " + heap / MEBI + " MiB, direct "
                + direct / MEBI + " MiB";
    }
}
