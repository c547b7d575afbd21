package dev.seatrial.ship.image;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The layers below a service: a root file system with nothing but a Java runtime and a user who is not root. */
final class RuntimeLayers {

    static final String HOME = "/opt/java";
    static final String USER = "10001:10001";

    private static final FilePermissions ALL = FilePermissions.fromOctalString("777");
    private static final FilePermissions RUN = FilePermissions.fromOctalString("755");
    private static final FilePermissions READ = FilePermissions.fromOctalString("644");

    private RuntimeLayers() {}

    static List<FileEntriesLayer> of(JavaRuntime runtime) throws IOException {
        return List.of(system(runtime), java(runtime.home()));
    }

    private static FileEntriesLayer system(JavaRuntime runtime) throws IOException {
        Path etc = Files.createDirectories(runtime.home().resolveSibling("etc"));
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("system");
        layer.addEntry(etc, AbsoluteUnixPath.get("/tmp"), ALL);
        layer.addEntry(
                written(etc, "passwd", "root:x:0:0:root:/:\nservice:x:10001:10001:service:/app:\n"),
                AbsoluteUnixPath.get("/etc/passwd"),
                READ);
        layer.addEntry(
                written(etc, "group", "root:x:0:\nservice:x:10001:\n"), AbsoluteUnixPath.get("/etc/group"), READ);
        layer.addEntry(
                written(etc, "nsswitch.conf", "hosts: files dns\n"), AbsoluteUnixPath.get("/etc/nsswitch.conf"), READ);
        runtime.libraries().forEach((at, file) -> layer.addEntry(file, AbsoluteUnixPath.get(at), RUN));
        return layer.build();
    }

    private static FileEntriesLayer java(Path home) throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("java");
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted().toList()) {
                AbsoluteUnixPath at =
                        AbsoluteUnixPath.get(HOME).resolve(home.relativize(file).toString());
                layer.addEntry(file, at, Files.isDirectory(file) || Files.isExecutable(file) ? RUN : READ);
            }
        }
        return layer.build();
    }

    private static Path written(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
