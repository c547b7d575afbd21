package dev.seatrial.graph.infer;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Programs that say that they bear the same name, as copies do whose name nobody changed: one of them may, the others are
 * called as their deployment or their directory calls them.
 */
final class Namesakes {

    private Namesakes() {}

    static void apart(List<Program> programs, Map<Container, Program> programOf) {
        absorb(programs, programOf);
        for (Program program : List.copyOf(programs)) {
            if (program.deployable
                    && program.built
                    && namesakes(programs, program).size() > 1) {
                other(program, programs, programOf).ifPresent(b -> program.rename(b.name, b.by));
            }
        }
    }

    private record Better(String name, String by) {}

    /** A ready-made image under the name of a build is that build's container. */
    private static void absorb(List<Program> programs, Map<Container, Program> programOf) {
        for (Program container : List.copyOf(programs)) {
            if (container.built || !container.directory.isEmpty()) {
                continue;
            }
            List<Program> builds =
                    namesakes(programs, container).stream().filter(p -> p.built).toList();
            if (builds.size() == 1) {
                Program build = builds.get(0);
                build.ports.addAll(container.ports);
                build.aliases.addAll(container.aliases);
                build.settings.add(container.settings.own());
                container.names.forEach(build.names::putIfAbsent);
                if (build.image.isEmpty()) {
                    build.image = container.image;
                }
                programOf.replaceAll((c, p) -> p == container ? build : p);
                programs.remove(container);
            }
        }
    }

    private static List<Program> namesakes(List<Program> programs, Program program) {
        return programs.stream()
                .filter(p -> p.deployable && Program.plain(p.name).equals(Program.plain(program.name)))
                .toList();
    }

    /** What its container, else its directory, is called, unless that is what it is called already or somebody else is. */
    private static Optional<Better> other(Program program, List<Program> programs, Map<Container, Program> programOf) {
        Optional<Better> deployed = programOf.entrySet().stream()
                .filter(e -> e.getValue() == program)
                .map(e -> new Better(e.getKey().name, e.getKey().source + " in " + e.getKey().place))
                .findFirst();
        String directory = program.directory.substring(program.directory.lastIndexOf('/') + 1);
        Better better = deployed.orElseGet(() -> new Better(directory, "its directory"));
        boolean free = programs.stream().noneMatch(p -> Program.plain(p.name).equals(Program.plain(better.name)));
        return better.name.isEmpty() || !free ? Optional.empty() : Optional.of(better);
    }
}
