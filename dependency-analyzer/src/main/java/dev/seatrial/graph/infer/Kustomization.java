package dev.seatrial.graph.infer;

import dev.seatrial.graph.config.Setting;
import dev.seatrial.graph.model.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a kustomization adds to the objects that it gathers: ConfigMaps and Secrets that it generates, and a prefix or
 * suffix of names.
 *
 * @param generated as if they stood in files
 * @see <a href="https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/configmapgenerator/">kustomize:
 *     configMapGenerator</a>
 * @see <a href="https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/nameprefix/">kustomize: namePrefix</a>
 */
record Kustomization(String prefix, String suffix, List<Manifest> generated) {

    static boolean is(String fileName) {
        return fileName.matches("kustomization\\.ya?ml|Kustomization");
    }

    /**
     * Reads one.
     *
     * @param envFile the settings of a file of variables below the analysed directory
     */
    static Kustomization of(String directory, List<Setting> settings, Function<String, List<Setting>> envFile) {
        Manifest whole = new Manifest("Kustomization", "", settings);
        List<Manifest> made = new ArrayList<>();
        for (String kind : List.of("ConfigMap", "Secret")) {
            String list = kind.equals("ConfigMap") ? "configMapGenerator" : "secretGenerator";
            for (List<Setting> item : whole.items(list)) {
                made.add(generated(kind, directory, new Manifest(kind, "", item), envFile));
            }
        }
        return new Kustomization(whole.value("namePrefix"), whole.value("nameSuffix"), made);
    }

    private static Manifest generated(
            String kind, String directory, Manifest item, Function<String, List<Setting>> envFile) {
        List<Setting> data = new ArrayList<>();
        for (Setting one : item.settings()) {
            int equals = one.value().indexOf('=');
            if (one.key().matches("literals\\[\\d+]") && equals > 0) {
                String value = one.value().substring(equals + 1).replaceFirst("^([\"'])(.*)\\1$", "$2");
                data.add(data(one.value().substring(0, equals), value, one.place()));
            } else if (one.key().matches("envs\\[\\d+]|env")) {
                String file = (directory.isEmpty() ? "" : directory + "/") + one.value();
                envFile.apply(file).forEach(s -> data.add(data(s.key(), s.value(), s.place())));
            }
        }
        return new Manifest(kind, item.value("name"), data);
    }

    /** A Secret's values are plain here, as in {@code stringData}. */
    private static Setting data(String key, String value, Place place) {
        return new Setting("stringData." + key, value, place);
    }
}
