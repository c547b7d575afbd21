package dev.seatrial.ship.manifest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Manifests that the owner wrote: every {@code .yaml}, {@code .yml} and {@code .json} of a directory, in the order of their names. */
final class ManifestDirectory {

    private ManifestDirectory() {}

    static Bundle read(Path directory, String service) {
        List<Manifest> all = new ArrayList<>();
        for (Path file : files(directory)) {
            all.addAll(parse(file));
        }
        List<Manifest> deployments =
                all.stream().filter(m -> m.kind().equals("Deployment")).toList();
        List<Manifest> mine = deployments.size() == 1
                ? deployments
                : deployments.stream().filter(m -> m.name().equals(service)).toList();
        if (mine.size() != 1) {
            throw new ManifestException(
                    "%s: found %d Deployments, and none of them is named \"%s\": a service ships with exactly one"
                            .formatted(directory, deployments.size(), service));
        }
        return new Bundle(
                service,
                mine.get(0),
                all.stream().filter(m -> !m.equals(mine.get(0))).toList());
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.toString().matches(".*\\.(ya?ml|json)"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the manifests in " + directory, e);
        }
    }

    private static List<Manifest> parse(Path file) {
        List<Manifest> manifests = new ArrayList<>();
        try {
            LoadSettings settings =
                    LoadSettings.builder().setLabel(file.toString()).build();
            for (Object document : new Load(settings).loadAllFromString(Files.readString(file))) {
                if (document instanceof Map<?, ?> map) {
                    manifests.add(manifest(file, map));
                } else if (document != null) {
                    throw new ManifestException(file + ": expected a Kubernetes object, found: " + document);
                }
            }
        } catch (YamlEngineException e) {
            throw new ManifestException(file + ": not valid YAML: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return manifests;
    }

    @SuppressWarnings("unchecked")
    private static Manifest manifest(Path file, Map<?, ?> map) {
        Manifest manifest = new Manifest((Map<String, Object>) map);
        for (String part : List.of(manifest.apiVersion(), manifest.kind(), manifest.name())) {
            if (part.isEmpty()) {
                throw new ManifestException(
                        file + ": an object without apiVersion, kind or metadata.name: write all three");
            }
        }
        return manifest;
    }
}
