package dev.seatrial.ship.image;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** A runnable jar with the jars that its manifest names beside it. */
record ServiceJar(Path file) {

    private static final AbsoluteUnixPath FOLDER = AbsoluteUnixPath.get("/app");

    /** Where it is in the image. */
    String path() {
        return FOLDER.resolve(file.getFileName().toString()).toString();
    }

    /** Whether it brings Spring, which needs {@code java.beans}. */
    boolean usesBeans() throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            boolean inside = jar.stream()
                    .anyMatch(e -> e.getName().startsWith("org/springframework/beans/")
                            || e.getName().contains("/spring-beans-"));
            return inside || beside().stream().anyMatch(p -> p.toString().contains("spring-beans-"));
        }
    }

    FileEntriesLayer layer() throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("service");
        for (Path path : beside()) {
            layer.addEntry(file.resolveSibling(path), FOLDER.resolve(path.toString()));
        }
        return layer.addEntry(file, AbsoluteUnixPath.get(path())).build();
    }

    /** The relative paths of its Class-Path that exist, none of them outside its folder. */
    private List<Path> beside() throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            String classPath =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            List<Path> paths = new ArrayList<>();
            for (String entry :
                    classPath == null ? new String[0] : classPath.strip().split("\\s+")) {
                Path path = Path.of(entry).normalize();
                if (!path.isAbsolute() && !path.startsWith("..") && Files.isRegularFile(file.resolveSibling(path))) {
                    paths.add(path);
                }
            }
            return paths;
        }
    }
}
