package dev.seatrial.graph.helm;

import dev.seatrial.graph.config.BadFileException;
import dev.seatrial.graph.config.Setting;
import dev.seatrial.graph.config.YamlTexts;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.model.Warning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The templates of a chart with its default values, each as documents whose lines are those of the template. What cannot
 * be rendered is left empty and named.
 *
 * @see <a href="https://helm.sh/docs/topics/charts/">Helm: Charts</a>
 */
public final class Chart {

    private static final int LARGEST = 1 << 20;

    private final Map<String, List<Parts>> defined = Parts.nothingDefined();
    private final List<Warning> warnings;
    private final Map<String, Object> root = new HashMap<>();

    private Chart(List<Warning> warnings) {
        this.warnings = warnings;
    }

    /**
     * Renders the chart in a directory.
     *
     * @param files all files; those below the chart's {@code templates} are its templates
     */
    public static List<List<Setting>> documents(String directory, List<SourceFile> files, List<Warning> warnings) {
        String base = directory.isEmpty() ? "" : directory + "/";
        Chart chart = new Chart(warnings);
        Map<SourceFile, List<Parts>> templates =
                new TreeMap<>((a, b) -> a.name().compareTo(b.name()));
        Object values = new HashMap<String, Object>();
        Object about = new HashMap<String, Object>();
        for (SourceFile file : files) {
            if (file.name().equals(base + "values.yaml")) {
                values = chart.load(file);
            } else if (file.name().equals(base + "Chart.yaml")) {
                about = chart.load(file);
            } else if (file.name().startsWith(base + "templates/")) {
                try {
                    templates.put(file, Parts.of(file.text(), chart.defined));
                } catch (IOException e) {
                    warnings.add(new Warning(new Place(file.name(), 0), "cannot be read, left out"));
                } catch (StackOverflowError e) {
                    warnings.add(new Warning(new Place(file.name(), 0), "nested too deep, left out"));
                }
            }
        }
        String name = about instanceof Map<?, ?> map && map.get("name") != null ? String.valueOf(map.get("name")) : "";
        Map<String, Object> upper = new HashMap<>();
        if (about instanceof Map<?, ?> map) {
            map.forEach((k, v) -> upper.put(capital(String.valueOf(k)), v == null ? "" : v));
        }
        chart.root.put("Values", values);
        chart.root.put("Chart", upper);
        chart.root.put("Release", Map.of("Name", name, "Namespace", "default", "Service", "Helm", "IsInstall", true));
        chart.root.put("Template", Map.of("BasePath", "templates", "Name", name));
        List<List<Setting>> documents = new ArrayList<>();
        templates.forEach((file, parts) -> {
            if (file.name().matches(".*\\.ya?ml") && !file.name().contains("/templates/tests/")) {
                documents.addAll(chart.rendered(file, parts));
            }
        });
        return documents;
    }

    private static String capital(String key) {
        return key.isEmpty() ? key : Character.toUpperCase(key.charAt(0)) + key.substring(1);
    }

    private Object load(SourceFile file) {
        try {
            YamlTexts.settings(file.name(), file.text());
            Object loaded = new Load(LoadSettings.builder()
                            .setMaxAliasesForCollections(50)
                            .build())
                    .loadFromString(file.text());
            return loaded == null ? Map.of() : loaded;
        } catch (IOException | BadFileException | YamlEngineException e) {
            warnings.add(new Warning(new Place(file.name(), 0), "values that cannot be read; left out"));
            return Map.of();
        }
    }

    private List<List<Setting>> rendered(SourceFile file, List<Parts> parts) {
        Rendering rendering = new Rendering(defined, LARGEST);
        try {
            rendering.render(parts, new Scope(root, root, new HashMap<>()));
        } catch (StackOverflowError e) {
            rendering.unrendered.putIfAbsent(0, "nested too deep");
        }
        rendering.unrendered.forEach((line, what) -> warnings.add(
                new Warning(new Place(file.name(), line), "a part of the chart that could not be rendered: " + what)));
        try {
            List<List<Setting>> documents = new ArrayList<>();
            for (List<Setting> document : YamlTexts.documents(file.name(), rendering.text())) {
                documents.add(document.stream()
                        .map(s -> new Setting(
                                s.key(),
                                s.value(),
                                new Place(file.name(), rendering.line(s.place().line()))))
                        .toList());
            }
            return documents;
        } catch (BadFileException e) {
            warnings.add(new Warning(new Place(file.name(), 0), "a chart's template, rendered: " + e.getMessage()));
            return List.of();
        }
    }
}
