package dev.seatrial.environment.log;

/** The last bytes of a stream. Not safe for use by many threads. */
final class Ring {

    private final int capacity;
    private byte[] bytes;
    private int start;
    private int size;

    Ring(int capacity) {
        this.capacity = capacity;
        this.bytes = new byte[Math.min(1024, capacity)];
    }

    void append(byte[] more, int length) {
        int skipped = Math.max(0, length - capacity);
        makeRoom(length - skipped);
        for (int i = skipped; i < length; i++) {
            if (size == bytes.length) {
                bytes[start] = more[i];
                start = (start + 1) % bytes.length;
            } else {
                bytes[(start + size++) % bytes.length] = more[i];
            }
        }
    }

    private void makeRoom(int more) {
        int wanted = (int) Math.min(capacity, (long) size + more);
        if (wanted > bytes.length) {
            byte[] now = bytes();
            bytes = new byte[Math.min(capacity, Math.max(wanted, 2 * bytes.length))];
            System.arraycopy(now, 0, bytes, 0, now.length);
            start = 0;
        }
    }

    int size() {
        return size;
    }

    byte[] bytes() {
        byte[] all = new byte[size];
        int first = Math.min(size, bytes.length - start);
        System.arraycopy(bytes, start, all, 0, first);
        System.arraycopy(bytes, 0, all, first, size - first);
        return all;
    }
}
