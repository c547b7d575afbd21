package dev.seatrial.environment.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks {@code .tar.xz}. */
public final class TarXz {

    private TarXz() {}

    /**
     * Unpacks into a directory; links and executable bits are kept.
     *
     * @throws IOException if it is no such archive, or an entry would land outside of the directory
     */
    public static void unpack(InputStream archive, Path directory) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path place = directory.resolve(entry.getName()).normalize();
                if (!place.startsWith(directory)) {
                    throw new IOException("the entry " + entry.getName() + " would land outside of " + directory);
                }
                unpack(tar, entry, place);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path place) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(place);
            return;
        }
        Files.createDirectories(place.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, place);
        if ((entry.getMode() & 0100) != 0) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(place);
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            Files.setPosixFilePermissions(place, permissions);
        }
    }
}
