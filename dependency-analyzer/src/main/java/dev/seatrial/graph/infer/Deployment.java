package dev.seatrial.graph.infer;

import dev.seatrial.graph.config.PropertiesTexts;
import dev.seatrial.graph.config.Setting;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.helm.Chart;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.model.Warning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the files of the deployment start, and what lies between these: compose, clusters, charts, our own target file. */
final class Deployment {

    final List<Container> containers = new ArrayList<>();
    final List<Link> links = new ArrayList<>();
    final List<Warning> warnings = new ArrayList<>();

    private final List<SourceFile> files;

    private Deployment(List<SourceFile> files) {
        this.files = files;
    }

    /** The directories that hold a chart. */
    static Set<String> charts(List<SourceFile> files) {
        Set<String> found = new TreeSet<>();
        files.stream().filter(f -> f.fileName().equals("Chart.yaml")).forEach(f -> found.add(f.directory()));
        return found;
    }

    /** Whether the file is a template, which is no YAML before it is rendered. */
    static boolean template(SourceFile file, Set<String> charts) {
        return charts.stream().anyMatch(c -> file.name().startsWith(c.isEmpty() ? "templates/" : c + "/templates/"));
    }

    static Deployment of(List<SourceFile> files, Map<SourceFile, List<List<Setting>>> yaml) {
        Deployment made = new Deployment(files);
        List<Manifest> manifests = new ArrayList<>();
        List<Kustomization> kustomizations = new ArrayList<>();
        yaml.forEach((file, documents) -> {
            if (file.directory().contains("src/main")) {
                return;
            }
            List<Setting> whole = documents.stream().flatMap(List::stream).toList();
            if (SeatrialFile.is(whole)) {
                made.containers.addAll(SeatrialFile.in(file.directory(), whole, made.links));
                return;
            }
            if (Kustomization.is(file.fileName())) {
                Kustomization read = Kustomization.of(file.directory(), whole, made::envFile);
                kustomizations.add(read);
                manifests.addAll(read.generated());
                return;
            }
            List<Manifest> here =
                    documents.stream().flatMap(d -> Manifest.of(d).stream()).toList();
            manifests.addAll(here);
            if (here.isEmpty()) {
                made.containers.addAll(
                        ComposeFile.in(file.directory(), whole, made.dotEnv(file.directory()), made::envFile));
            }
        });
        for (String chart : charts(files)) {
            for (List<Setting> document : Chart.documents(chart, files, made.warnings)) {
                Manifest.of(document).ifPresent(manifests::add);
            }
        }
        List<Container> workloads = Cluster.in(manifests, made.links);
        for (Kustomization one : kustomizations) {
            if (!one.prefix().isEmpty() || !one.suffix().isEmpty()) {
                workloads.forEach(w -> w.aliases.add(one.prefix() + w.name + one.suffix()));
            }
        }
        made.containers.addAll(workloads);
        return made;
    }

    private Map<String, String> dotEnv(String directory) {
        Map<String, String> found = new LinkedHashMap<>();
        envFile(directory.isEmpty() ? ".env" : directory + "/.env").forEach(s -> found.put(s.key(), s.value()));
        return found;
    }

    /** @see <a href="https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax">
     *     Compose: env file syntax</a> */
    private List<Setting> envFile(String name) {
        Optional<SourceFile> file =
                files.stream().filter(f -> f.name().equals(name)).findFirst();
        if (file.isEmpty()) {
            return List.of();
        }
        try {
            return PropertiesTexts.settings(name, file.get().text()).stream()
                    .map(s -> new Setting(
                            s.key().replaceFirst("^export\\s+", ""),
                            s.value().replaceFirst("^([\"'])(.*)\\1$", "$2"),
                            s.place()))
                    .toList();
        } catch (IOException e) {
            warnings.add(new Warning(new Place(name, 0), "cannot be read, left out"));
            return List.of();
        }
    }
}
