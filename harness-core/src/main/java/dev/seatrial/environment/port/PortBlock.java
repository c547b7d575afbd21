package dev.seatrial.environment.port;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Ports for one run. They lie below the range from which systems take ports for outgoing connections, and each block
 * of them is locked to one run (the system frees the lock when the run dies), so that a port given out here is still
 * free when the service binds it, and still is when the service is started again.
 */
public final class PortBlock implements AutoCloseable {

    private static final int FIRST = 20_000;
    private static final int SIZE = 64;
    private static final int BLOCKS = 150;

    private final Path locks;
    private final Random order;
    private final List<FileChannel> held = new ArrayList<>();
    private int next;
    private int end;

    private PortBlock(Path locks, Random order) {
        this.locks = locks;
        this.order = order;
    }

    /**
     * Reserves ports for a run.
     *
     * @param cache the directory where runs of one user meet
     * @throws IOException if the locks cannot be written there
     */
    public static PortBlock reserve(Path cache) throws IOException {
        return new PortBlock(Files.createDirectories(cache.resolve("ports")), new Random());
    }

    /**
     * A port that nothing listens on now and that no other run of this user is given.
     *
     * @throws IOException if none is left
     */
    public synchronized int next() throws IOException {
        while (true) {
            if (next == end) {
                reserveBlock();
            }
            int port = next++;
            if (isFree(port)) {
                return port;
            }
        }
    }

    private void reserveBlock() throws IOException {
        List<Integer> blocks =
                new ArrayList<>(IntStream.range(0, BLOCKS).boxed().toList());
        Collections.shuffle(blocks, order);
        for (int block : blocks) {
            FileChannel channel = lock(locks.resolve(block + ".lock"));
            if (channel != null) {
                held.add(channel);
                next = FIRST + block * SIZE;
                end = next + SIZE;
                return;
            }
        }
        throw new IOException("no port between " + FIRST + " and " + (FIRST + BLOCKS * SIZE - 1) + " is left: " + BLOCKS
                + " runs hold them all (locks in " + locks + ")");
    }

    private static @Nullable FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException takenInThisJvm) {
            // The same as taken by another process.
        }
        channel.close();
        return null;
    }

    /** Binds without listening, so that nothing is open to the outside meanwhile. */
    private static boolean isFree(int port) {
        try (Socket probe = new Socket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        for (FileChannel channel : held) {
            channel.close();
        }
        held.clear();
        next = 0;
        end = 0;
    }
}
