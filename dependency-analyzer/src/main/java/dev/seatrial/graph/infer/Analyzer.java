package dev.seatrial.graph.infer;

import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.files.SourceTree;
import dev.seatrial.graph.java.JavaReader;
import dev.seatrial.graph.model.Graph;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceReader;
import java.util.ArrayList;
import java.util.List;

/** Reads the files of a system and gives its graph; runs nothing of it. */
public final class Analyzer {

    private static final List<SourceReader> READERS = List.of(new JavaReader());

    private Analyzer() {}

    /**
     * Gives the graph of the files.
     *
     * @param prefixes addresses as {@code http://user-service} that name services beyond those that the files tell
     */
    public static Graph analyze(SourceTree tree, List<String> prefixes) {
        Inventory inventory = new Inventory(tree.files());
        for (Program program : inventory.programs) {
            read(program, inventory);
            program.kind = Kinds.of(program);
        }
        ConfigRepository.apply(inventory, tree.files());
        // once more, now that placeholders have the values that the configuration server gives
        inventory.programs.forEach(p -> read(p, inventory));
        Draft draft = new Draft(withPrefixes(inventory.programs, prefixes));
        draft.warnings.addAll(inventory.warnings);
        for (Program program : List.copyOf(draft.programs)) {
            Calls.in(program, draft);
            Infrastructure.in(program, draft);
            Stores.in(program, draft);
            Brokers.in(program, draft);
            SourceFacts facts = program.facts;
            if (facts != null) {
                draft.warnings.addAll(facts.warnings());
            }
        }
        Proxies.in(tree.files(), inventory, draft);
        Watchers.in(inventory, draft);
        Endpoints.in(draft);
        return draft.graph();
    }

    private static List<Program> withPrefixes(List<Program> programs, List<String> prefixes) {
        List<Program> all = new ArrayList<>(programs);
        for (String prefix : prefixes) {
            String host = Names.address(prefix).map(Names.Address::host).orElse(prefix);
            if (new Names(all).named(host).isEmpty()) {
                all.add(new Program("", host, "--service-prefix " + prefix, new dev.seatrial.graph.model.Place("", 0)));
            }
        }
        return all;
    }

    private static void read(Program program, Inventory inventory) {
        List<SourceFile> sources = new ArrayList<>(program.files);
        for (Program library : inventory.libraries()) {
            if (!library.artifact.isEmpty() && program.has(library.artifact)) {
                sources.addAll(library.files);
                program.dependencies.addAll(library.dependencies);
            }
        }
        SourceFacts facts = SourceFacts.empty();
        boolean any = false;
        for (SourceReader reader : READERS) {
            List<SourceFile> files = sources.stream().filter(reader::reads).toList();
            if (!files.isEmpty()) {
                any = true;
                reader.read(files, program.settings, program.dependencies, facts);
            }
        }
        program.facts = any ? facts : null;
    }
}
