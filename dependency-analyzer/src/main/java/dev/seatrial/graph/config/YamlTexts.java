package dev.seatrial.graph.config;

import dev.seatrial.graph.model.Place;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** YAML as flat keys with their lines: {@code a.b[0].c}. */
public final class YamlTexts {

    private static final int DEEPEST = 60;
    private static final int MOST = 20_000;

    private YamlTexts() {}

    /**
     * Reads all documents of a file.
     *
     * @throws BadFileException when the text is no YAML; says where
     */
    public static List<Setting> settings(String file, String text) throws BadFileException {
        List<Setting> found = new ArrayList<>();
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setMaxAliasesForCollections(50)
                .setAllowDuplicateKeys(true)
                .build();
        try {
            for (Node document : new Compose(settings).composeAllFromString(text)) {
                flatten(file, "", document, 0, found);
            }
        } catch (YamlEngineException e) {
            String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new BadFileException("no valid YAML: " + first);
        }
        return found;
    }

    private static void flatten(String file, String key, Node node, int depth, List<Setting> found)
            throws BadFileException {
        if (depth > DEEPEST || found.size() > MOST) {
            throw new BadFileException("YAML nested too deep or grown too large by aliases");
        }
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode name) {
                    String below = key.isEmpty() ? name.getValue() : key + "." + name.getValue();
                    flatten(file, below, tuple.getValueNode(), depth + 1, found);
                }
            }
        } else if (node instanceof SequenceNode list) {
            int at = 0;
            for (Node item : list.getValue()) {
                flatten(file, key + "[" + at++ + "]", item, depth + 1, found);
            }
        } else if (node instanceof ScalarNode scalar) {
            int line = scalar.getStartMark().map(m -> m.getLine() + 1).orElse(0);
            found.add(new Setting(key, scalar.getValue().trim(), new Place(file, line)));
        }
    }
}
