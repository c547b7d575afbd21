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
    private static final int MOST = 50_000;

    private final String file;
    private final List<Setting> found;
    private int visited;

    private YamlTexts(String file, List<Setting> found) {
        this.file = file;
        this.found = found;
    }

    /**
     * Reads all documents of a file.
     *
     * @throws BadFileException when the text is no YAML; says where
     */
    public static List<Setting> settings(String file, String text) throws BadFileException {
        return documents(file, text).stream().flatMap(List::stream).toList();
    }

    /**
     * Reads the documents of a file one by one.
     *
     * @throws BadFileException when the text is no YAML; says where
     */
    public static List<List<Setting>> documents(String file, String text) throws BadFileException {
        List<List<Setting>> documents = new ArrayList<>();
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setMaxAliasesForCollections(50)
                .setAllowDuplicateKeys(true)
                .build();
        try {
            for (Node document : new Compose(settings).composeAllFromString(text)) {
                List<Setting> found = new ArrayList<>();
                new YamlTexts(file, found).flatten("", document, 0);
                documents.add(found);
            }
        } catch (YamlEngineException e) {
            String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new BadFileException("no valid YAML: " + first);
        } catch (StackOverflowError e) {
            throw new BadFileException("YAML nested too deep");
        }
        return documents;
    }

    /** Aliases are expanded, so that what is visited is counted, not what is written. */
    private void flatten(String key, Node node, int depth) throws BadFileException {
        if (depth > DEEPEST || ++visited > MOST) {
            throw new BadFileException("YAML nested too deep or grown too large by aliases");
        }
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode name) {
                    String below = key.isEmpty() ? name.getValue() : key + "." + name.getValue();
                    // what is merged in lies beside the other keys
                    boolean merge = name.getValue().equals("<<");
                    flatten(merge ? key : below, tuple.getValueNode(), depth + 1);
                }
            }
        } else if (node instanceof SequenceNode list) {
            int at = 0;
            for (Node item : list.getValue()) {
                flatten(key + "[" + at++ + "]", item, depth + 1);
            }
        } else if (node instanceof ScalarNode scalar) {
            int line = scalar.getStartMark().map(m -> m.getLine() + 1).orElse(0);
            found.add(new Setting(key, scalar.getValue().trim(), new Place(file, line)));
        }
    }
}
