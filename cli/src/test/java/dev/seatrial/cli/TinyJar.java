package dev.seatrial.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The one-file service as a jar, for containers. */
final class TinyJar {

    private TinyJar() {}

    static Path in(Path directory) throws Exception {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        Path source = classes.resolve("Tiny.java");
        try (InputStream tiny = Objects.requireNonNull(TinyJar.class.getResourceAsStream("Tiny.java"))) {
            Files.copy(tiny, source);
        }
        int code =
                ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), source.toString());
        if (code != 0) {
            throw new AssertionError("Tiny.java does not compile");
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Tiny");
        Path jar = directory.resolve("tiny.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream archive = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.list(classes)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                archive.putNextEntry(new JarEntry(file.getFileName().toString()));
                Files.copy(file, archive);
                archive.closeEntry();
            }
        }
        return jar;
    }
}
