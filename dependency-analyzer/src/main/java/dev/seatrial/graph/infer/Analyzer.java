package dev.seatrial.graph.infer;

import dev.seatrial.graph.code.CodeReader;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.files.SourceTree;
import dev.seatrial.graph.files.Watcher;
import dev.seatrial.graph.java.JavaReader;
import dev.seatrial.graph.model.Graph;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads the files of a system and gives its graph; runs nothing of it. */
public final class Analyzer {

    private static final List<SourceReader> READERS = readers();

    private Analyzer() {}

    private static List<SourceReader> readers() {
        List<SourceReader> all = new ArrayList<>(CodeReader.all());
        all.add(0, new JavaReader());
        return List.copyOf(all);
    }

    /** Readers that treat programs with more bytes than these as large. */
    static List<SourceReader> readers(long whole) {
        List<SourceReader> all = new ArrayList<>(CodeReader.all(whole));
        all.add(0, new JavaReader(whole));
        return List.copyOf(all);
    }

    /**
     * Gives the graph of the files.
     *
     * @param prefixes addresses as {@code http://user-service} that name services beyond those that the files tell
     */
    public static Graph analyze(SourceTree tree, List<String> prefixes) {
        return analyze(tree, prefixes, Watcher.NONE);
    }

    /** The same, telling how far it is. */
    public static Graph analyze(SourceTree tree, List<String> prefixes, Watcher watcher) {
        return study(tree, prefixes, watcher).graph();
    }

    /** The graph, and where each component comes from. */
    public static Study study(SourceTree tree, List<String> prefixes, Watcher watcher) {
        return study(tree, prefixes, watcher, READERS);
    }

    static Study study(SourceTree tree, List<String> prefixes, Watcher watcher, List<SourceReader> readers) {
        watcher.at("files found", tree.files().size(), 0);
        Inventory inventory = new Inventory(tree.files());
        AtomicInteger done = new AtomicInteger();
        inventory.programs.parallelStream().forEach(program -> {
            read(program, inventory, readers);
            program.kind = Kinds.of(program);
            watcher.at("programs read", done.incrementAndGet(), inventory.programs.size());
        });
        Map<Program, Integer> before = new HashMap<>();
        inventory.programs.forEach(p -> before.put(p, p.settings.size()));
        ConfigRepository.apply(inventory, tree.files());
        // once more those whose placeholders now have the values that the configuration server gives
        inventory.programs.parallelStream()
                .filter(p -> before.getOrDefault(p, 0) != p.settings.size())
                .forEach(p -> read(p, inventory, readers));
        Draft draft = new Draft(withPrefixes(inventory.programs, prefixes));
        draft.warnings.addAll(inventory.warnings);
        for (Program program : List.copyOf(draft.programs)) {
            Calls.in(program, draft);
            Infrastructure.in(program, draft);
            Stores.in(program, draft);
            Brokers.in(program, draft);
            Connections.in(program, draft);
            SourceFacts facts = program.facts;
            if (facts != null) {
                draft.warnings.addAll(facts.warnings());
            }
        }
        Link.in(inventory.links, draft);
        Proxies.in(tree.files(), inventory, draft);
        List.copyOf(draft.programs).forEach(p -> PlainAddresses.in(p, draft));
        Watchers.in(inventory, draft);
        Endpoints.in(draft);
        return new Study(
                draft.graph(),
                draft.programs.stream().map(p -> site(p, inventory, draft)).toList());
    }

    private static Site site(Program program, Inventory inventory, Draft draft) {
        Map<String, String> variables = new HashMap<>();
        inventory.programOf.forEach((container, its) -> {
            if (its == program) {
                container.variables.forEach(
                        (name, value) -> Names.address(value.contains("://") ? value : "tcp://" + value)
                                .flatMap(draft.names::of)
                                .filter(to -> to != program)
                                .ifPresent(to -> variables.put(name, to.name)));
            }
        });
        String home = inventory.programOf.entrySet().stream()
                .filter(its -> its.getValue() == program && !its.getKey().build.isEmpty())
                .map(its -> its.getKey().home())
                .sorted()
                .findFirst()
                .orElse("");
        return new Site(
                program.name,
                program.directory.isEmpty() ? home : program.directory,
                program.built,
                program.artifact,
                program.image,
                List.copyOf(program.ports),
                program.dependencies,
                variables);
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

    private static void read(Program program, Inventory inventory, List<SourceReader> readers) {
        List<SourceFile> sources = new ArrayList<>(program.files);
        for (Program library : inventory.libraries()) {
            if (!library.artifact.isEmpty() && program.has(library.artifact)) {
                sources.addAll(library.files);
                program.dependencies.addAll(library.dependencies);
            }
        }
        SourceFacts facts = SourceFacts.empty();
        boolean any = false;
        for (SourceReader reader : readers) {
            List<SourceFile> files = sources.stream().filter(reader::reads).toList();
            if (!files.isEmpty()) {
                any = true;
                reader.read(files, program.settings, program.dependencies, facts);
            }
        }
        program.facts = any ? facts : null;
    }
}
