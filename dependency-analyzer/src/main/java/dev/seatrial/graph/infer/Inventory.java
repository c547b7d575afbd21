package dev.seatrial.graph.infer;

import dev.seatrial.graph.config.BadFileException;
import dev.seatrial.graph.config.PropertiesTexts;
import dev.seatrial.graph.config.Setting;
import dev.seatrial.graph.config.Settings;
import dev.seatrial.graph.config.YamlTexts;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.model.Warning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which programs there are, what each is called, and which files are whose. */
final class Inventory {

    final List<Program> programs = new ArrayList<>();
    final List<Container> containers = new ArrayList<>();
    final List<Link> links = new ArrayList<>();
    final Map<Container, Program> programOf = new LinkedHashMap<>();
    final List<Warning> warnings = new ArrayList<>();
    final Map<SourceFile, List<Setting>> yaml = new LinkedHashMap<>();

    private final Map<String, Program> byDirectory = new TreeMap<>();
    private final Map<String, BuildFiles> builds = new HashMap<>();
    private final Map<String, String> dockerBases = new HashMap<>();
    private final Map<String, Container> dockerfiles = new HashMap<>();
    private final Map<SourceFile, List<List<Setting>>> documents = new LinkedHashMap<>();
    private final Set<String> charts;

    Inventory(List<SourceFile> files) {
        charts = Deployment.charts(files);
        files.stream().filter(BuildFiles::is).forEach(this::build);
        files.stream().filter(f -> f.fileName().startsWith("Dockerfile")).forEach(this::dockerfile);
        files.forEach(this::yaml);
        Deployment deployment = Deployment.of(files, documents);
        containers.addAll(deployment.containers);
        links.addAll(deployment.links);
        warnings.addAll(deployment.warnings);
        files.forEach(this::own);
        inherit();
        programs.addAll(byDirectory.values());
        programs.forEach(this::configure);
        programs.forEach(p -> p.deployable = deployable(p));
        // what only adds to another file's container comes after it
        containers.stream().filter(c -> !c.bare()).forEach(this::match);
        containers.stream().filter(Container::bare).forEach(this::match);
        nameByApplication();
    }

    private void build(SourceFile file) {
        try {
            BuildFiles read = BuildFiles.read(file);
            String directory = file.directory();
            if (!directory.contains("src/main") && !directory.contains("static")) {
                builds.merge(directory, read, (a, b) -> a.artifact().isEmpty() ? b : a);
                Program program = program(directory, file);
                program.built = true;
                program.dependencies.addAll(read.dependencies());
                if (!read.artifact().isEmpty()) {
                    program.artifact = read.artifact();
                    program.alias(read.artifact());
                }
            }
        } catch (IOException | BadFileException e) {
            warnings.add(new Warning(new Place(file.name(), 0), e.getMessage() + "; left out"));
        }
    }

    private Program program(String directory, SourceFile file) {
        return byDirectory.computeIfAbsent(directory, d -> {
            String last = d.isEmpty() ? "application" : d.substring(d.lastIndexOf('/') + 1);
            return new Program(d, last, "its directory", new Place(file.name(), 0));
        });
    }

    private void dockerfile(SourceFile file) {
        try {
            Dockerfile read = Dockerfile.read(file.text());
            if (!read.base().isEmpty()) {
                dockerBases.put(file.directory(), read.base());
                Container says = dockerfiles.computeIfAbsent(
                        file.directory(), d -> new Container("", "Dockerfile", new Place(file.name(), 0)));
                read.into(says, file.name());
            }
        } catch (IOException e) {
            warnings.add(new Warning(new Place(file.name(), 0), "cannot be read, left out"));
        }
    }

    private void yaml(SourceFile file) {
        if (!file.name().endsWith(".yml") && !file.name().endsWith(".yaml")) {
            return;
        }
        if (Deployment.template(file, charts)) {
            return;
        }
        try {
            List<List<Setting>> read = YamlTexts.documents(file.name(), file.text());
            documents.put(file, read);
            yaml.put(file, read.stream().flatMap(List::stream).toList());
        } catch (IOException | BadFileException e) {
            warnings.add(new Warning(new Place(file.name(), 0), e.getMessage() + "; left out"));
        }
    }

    private void own(SourceFile file) {
        String directory = file.directory();
        while (!byDirectory.containsKey(directory)) {
            if (directory.isEmpty()) {
                return;
            }
            int slash = directory.lastIndexOf('/');
            directory = slash < 0 ? "" : directory.substring(0, slash);
        }
        Program owner = byDirectory.get(directory);
        if (owner != null) {
            owner.files.add(file);
        }
    }

    /** Dependencies of a Maven parent, and of a Gradle root that configures its subprojects, are each module's. */
    private void inherit() {
        builds.forEach((directory, build) -> byDirectory.forEach((below, program) -> {
            BuildFiles own = builds.get(below);
            boolean inside = !below.equals(directory) && (directory.isEmpty() || below.startsWith(directory + "/"));
            if (own != null
                    && inside
                    && build.aggregate()
                    && (build.artifact().isEmpty() || build.artifact().equals(own.parent()))) {
                program.dependencies.addAll(build.dependencies());
            }
        }));
    }

    private void configure(Program program) {
        for (SourceFile file : program.files) {
            String name = file.fileName();
            if (!looksThere(program, file)) {
                continue;
            }
            if (name.matches("(bootstrap|application)(-[\\w-]+)?\\.(ya?ml|properties)")
                    || name.equals(".env")
                    || name.equals("microprofile-config.properties")
                    || name.matches("(appsettings|ocelot)(\\.[\\w-]+)?\\.json")
                    || ofOtherLanguages(program, file)) {
                program.settings.add(settings(file));
            }
        }
        dockerfile(program, program.directory);
        program.settings.all("server.port").forEach(s -> port(program, s.value()));
        program.settings.all("quarkus.http.port").forEach(s -> port(program, s.value()));
        program.settings.all("micronaut.server.port").forEach(s -> port(program, s.value()));
    }

    private void dockerfile(Program program, String directory) {
        Container says = dockerfiles.get(directory);
        if (says != null) {
            program.settings.add(says.environment);
            program.ports.addAll(says.ports);
        }
    }

    /**
     * Files that libraries of Go and JavaScript read by default.
     *
     * @see <a href="https://pkg.go.dev/github.com/spf13/viper#readme-reading-config-files">Viper: config files</a>
     * @see <a href="https://github.com/node-config/node-config/wiki/Configuration-Files">node-config: configuration files</a>
     */
    private static boolean ofOtherLanguages(Program program, SourceFile file) {
        boolean java = program.files.stream().anyMatch(f -> f.name().endsWith(".java"));
        return !java
                && (file.fileName().matches("config(uration)?\\.(ya?ml|json)")
                        || (file.directory().endsWith("config")
                                && file.fileName().matches("(default|production|development|local)\\.(ya?ml|json)")));
    }

    /**
     * Other folders hold other programs' files, such as those that a configuration server serves.
     *
     * @see <a href="https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.files">
     *     Spring Boot: the class path's root, config/, the current directory and its config/</a>
     */
    private static boolean looksThere(Program program, SourceFile file) {
        String below = program.directory.isEmpty()
                ? file.directory()
                : file.directory()
                        .substring(Math.min(
                                program.directory.length() + 1, file.directory().length()));
        return below.matches("(src/main/resources(/config|/META-INF)?|config)?");
    }

    static void port(Program program, String value) {
        if (value.matches("[1-9]\\d{1,4}")) {
            program.ports.add(Integer.parseInt(value));
        }
    }

    /** The settings of a properties or YAML file, keys in canonical form. */
    List<Setting> settings(SourceFile file) {
        List<Setting> read;
        if (yaml.containsKey(file)) {
            read = yaml.getOrDefault(file, List.of());
        } else if (file.name().endsWith(".properties") || file.name().endsWith(".env")) {
            try {
                read = PropertiesTexts.settings(file.name(), file.text());
            } catch (IOException e) {
                warnings.add(new Warning(new Place(file.name(), 0), "cannot be read, left out"));
                return List.of();
            }
        } else if (file.name().endsWith(".json")) {
            try {
                // ASP.NET Core takes comments in its configuration; otherwise JSON is YAML
                read = YamlTexts.settings(file.name(), file.text().replaceAll("(?m)^(\\s*)//.*$", "$1"));
            } catch (IOException | BadFileException e) {
                warnings.add(new Warning(new Place(file.name(), 0), e.getMessage() + "; left out"));
                return List.of();
            }
        } else {
            return List.of();
        }
        return read.stream()
                .map(s -> new Setting(Settings.canonical(s.key()), s.value(), s.place()))
                .toList();
    }

    /** The program whose build or container has the file. */
    Optional<Program> owner(SourceFile file) {
        return programs.stream().filter(p -> p.files.contains(file)).findFirst().or(() -> container(file));
    }

    /** The program into whose image or container the file goes. */
    Optional<Program> container(SourceFile file) {
        return programOf.entrySet().stream()
                .filter(e -> holds(e.getKey(), file))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean holds(Container container, SourceFile file) {
        boolean built = !container.build.isEmpty() && file.name().startsWith(container.build + "/");
        return built
                || container.volumes.stream()
                        .anyMatch(v -> !v.isEmpty()
                                && (file.name().equals(v) || file.name().startsWith(v + "/")));
    }

    /** A build is a program when something starts it; otherwise it is a library. */
    private boolean deployable(Program program) {
        BuildFiles build = builds.get(program.directory);
        if (build == null
                || (build.aggregate()
                        && program.files.stream().noneMatch(f -> f.name().endsWith(".java")))) {
            return false;
        }
        return program.settings.first("spring.application.name").isPresent()
                || program.settings.first("quarkus.application.name").isPresent()
                || program.settings.first("micronaut.application.name").isPresent()
                || dockerBases.containsKey(program.directory)
                || program.files.stream().anyMatch(f -> Starts.in(f, build.runnable()));
    }

    private void match(Container container) {
        Program program = known(container).or(() -> buildOf(container)).orElseGet(() -> {
            Program made = new Program("", container.name, by(container), container.place);
            programs.add(made);
            dockerfile(made, container.home());
            return made;
        });
        program.named(container.name, by(container));
        if (!program.deployable && program.built && program.namedBy.equals("its directory")) {
            program.deployable = true;
        }
        if (program.namedBy.equals("its directory")) {
            program.rename(container.name, by(container));
        }
        program.deployable = true;
        program.alias(container.name);
        container.aliases.forEach(program::alias);
        program.ports.addAll(container.ports);
        program.settings.add(container.environment);
        if (program.image.isEmpty()) {
            program.image = !program.built && dockerBases.containsKey(container.home())
                    ? dockerBases.getOrDefault(container.home(), "")
                    : container.image;
        } else if (Images.kind(program.image).isEmpty()
                && !program.built
                && dockerBases.containsKey(container.home())) {
            program.image = dockerBases.getOrDefault(container.home(), "");
        }
        programOf.put(container, program);
    }

    private static String by(Container container) {
        return container.source + " in " + container.place;
    }

    /** The program of a container that another file starts under the same name, or that is the only one of its image. */
    private Optional<Program> known(Container container) {
        Optional<Program> same = programOf.entrySet().stream()
                .filter(e -> e.getKey().name.equals(container.name))
                .map(Map.Entry::getValue)
                .findFirst();
        if (same.isPresent() || Images.readyMade(container.image).isEmpty()) {
            return same;
        }
        String base = Images.base(container.image);
        List<Program> others = programOf.entrySet().stream()
                .filter(e -> Images.base(e.getKey().image).equals(base) && !beside(e.getKey(), container))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
        boolean alone = containers.stream()
                .noneMatch(c -> c != container
                        && beside(c, container)
                        && Images.base(c.image).equals(base));
        return others.size() == 1 && alone ? Optional.of(others.get(0)) : Optional.empty();
    }

    /** Of one way to deploy, where two containers are two things. */
    private static boolean beside(Container a, Container b) {
        boolean files = a.source.equals("compose service") || b.source.equals("compose service");
        return files ? a.place.file().equals(b.place.file()) : true;
    }

    /** By the build directory, else by a name that the image or the container has in common with one build. */
    private Optional<Program> buildOf(Container container) {
        if (!container.build.isEmpty()) {
            String home = container.home();
            Optional<Program> built = Optional.ofNullable(byDirectory.get(home))
                    .or(() -> Optional.ofNullable(byDirectory.get(container.build))
                            .filter(p -> builds.containsKey(container.build)
                                    && !home.equals(container.build)
                                    && p.files.stream().noneMatch(f -> f.name().startsWith(home + "/src/"))));
            if (built.isPresent() || dockerBases.containsKey(home)) {
                return built;
            }
        }
        if (Images.readyMade(container.image).isPresent()) {
            return Optional.empty();
        }
        String image = Program.plain(Images.base(container.image));
        List<Program> candidates =
                programs.stream().filter(p -> p.deployable && p.built).toList();
        Optional<Program> exact = candidates.stream()
                .filter(p -> (!image.isEmpty() && aliases(p).contains(image))
                        || aliases(p).contains(Program.plain(container.name)))
                .findFirst();
        return exact.or(() -> image.isEmpty()
                ? Optional.empty()
                : candidates.stream()
                        .filter(p -> aliases(p).stream().anyMatch(a -> a.length() > 4 && image.endsWith(a)))
                        .max(Comparator.comparing(p -> p.name.length())));
    }

    private static List<String> aliases(Program program) {
        List<String> all = new ArrayList<>(program.aliases);
        applicationName(program).ifPresent(n -> all.add(Program.plain(n.value())));
        return all;
    }

    private void nameByApplication() {
        for (Program program : programs) {
            applicationName(program).ifPresent(n -> program.rename(n.value(), key(n) + " in " + n.place()));
            boolean own =
                    program.directory.isEmpty() || !program.place.file().matches(".*(pom\\.xml|\\.gradle|\\.kts)");
            if (program.namedBy.equals("its directory") && !program.artifact.isEmpty() && own) {
                program.rename(program.artifact, "name in " + program.place);
            }
        }
        Namesakes.apart(programs, programOf);
        programs.stream().filter(p -> p.deployable).forEach(this::disagreement);
        programs.removeIf(p -> !p.deployable && p.built && !p.files.isEmpty() && libraries(p));
    }

    /** Names that files give to one program, where they are not one name. */
    private void disagreement(Program program) {
        Map<String, String> different = new LinkedHashMap<>();
        program.names.forEach((by, name) -> different.putIfAbsent(Program.plain(name), "'" + name + "' by " + by));
        if (different.size() > 1) {
            warnings.add(new Warning(
                    program.place,
                    "named differently, shown as '" + program.name + "': " + String.join(", ", different.values())));
        }
    }

    private final List<Program> libraries = new ArrayList<>();

    private boolean libraries(Program program) {
        libraries.add(program);
        return true;
    }

    /** Builds that nothing starts: their sources count for the programs that depend on them. */
    List<Program> libraries() {
        return List.copyOf(libraries);
    }

    private static String key(Setting name) {
        return name.key().equals("spring.application.name") || !name.key().endsWith(".application.name")
                ? "spring.application.name"
                : name.key();
    }

    private static Optional<Setting> applicationName(Program program) {
        return program.settings
                .first("spring.application.name")
                .or(() -> program.settings.first("quarkus.application.name"))
                .or(() -> program.settings.first("micronaut.application.name"))
                .filter(s -> !s.value().isBlank()
                        && !s.value().contains("${")
                        && !s.value().contains("@"));
    }
}
