package dev.seatrial.graph.infer;

import dev.seatrial.graph.config.Setting;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.files.SourceTree;
import dev.seatrial.graph.java.JavaFacts;
import dev.seatrial.graph.java.JavaReader;
import dev.seatrial.graph.model.Endpoint;
import dev.seatrial.graph.model.Graph;
import dev.seatrial.graph.model.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads the files of a system and gives its graph; runs nothing of it. */
public final class Analyzer {

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
            endpoints(program, draft);
            JavaFacts facts = program.facts;
            if (facts != null) {
                draft.warnings.addAll(facts.warnings());
            }
        }
        Proxies.in(tree.files(), inventory, draft);
        Watchers.in(inventory, draft);
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
        List<SourceFile> java = new ArrayList<>(
                program.files.stream().filter(f -> f.name().endsWith(".java")).toList());
        for (Program library : inventory.libraries()) {
            if (!library.artifact.isEmpty() && program.has(library.artifact)) {
                library.files.stream().filter(f -> f.name().endsWith(".java")).forEach(java::add);
                program.dependencies.addAll(library.dependencies);
            }
        }
        if (!java.isEmpty()) {
            boolean dataRest = program.has("spring-boot-starter-data-rest", "spring-data-rest-webmvc");
            program.facts = JavaReader.read(java, program.settings, dataRest);
        }
    }

    private static void endpoints(Program program, Draft draft) {
        JavaFacts facts = program.facts;
        if (facts == null || program.kind == Kind.DATABASE) {
            return;
        }
        String base = program.settings
                .first("server.servlet.contextPath")
                .or(() -> program.settings.first("server.contextPath"))
                .or(() -> program.settings.first("spring.webflux.basePath"))
                .map(Setting::value)
                .filter(v -> !v.equals("/"))
                .orElse("");
        facts.mappings()
                .forEach(m -> draft.endpoints.add(new Endpoint(program.name, m.method(), m.path(), base, m.place())));
    }
}
