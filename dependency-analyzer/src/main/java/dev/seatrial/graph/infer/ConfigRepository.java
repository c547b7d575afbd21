package dev.seatrial.graph.infer;

import dev.seatrial.graph.config.Setting;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.model.Kind;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files that a configuration server of the system serves, where they lie among the system's files.
 *
 * @see <a href="https://docs.spring.io/spring-cloud-config/reference/server/environment-repository/file-system-backend.html">
 *     Spring Cloud Config: file system backend ({application}-{profile}.yml, application.yml for all)</a>
 */
final class ConfigRepository {

    private ConfigRepository() {}

    static void apply(Inventory inventory, List<SourceFile> files) {
        for (Program server : inventory.programs) {
            if (server.kind == Kind.CONFIGURATION && server.built) {
                Set<String> folders = folders(server);
                folders.addAll(local(server, files));
                for (String folder : folders) {
                    for (SourceFile file : files) {
                        if (file.directory().equals(folder)) {
                            serve(file, inventory);
                        }
                    }
                }
            }
        }
    }

    private static Set<String> folders(Program server) {
        Set<String> found = new TreeSet<>();
        for (Setting setting : server.settings.below("spring.cloud.config.server.")) {
            if (setting.key().matches(".*search(locations|paths)(\\[\\d+])?")) {
                for (String one : setting.value().split(",", -1)) {
                    String path = one.strip()
                            .replaceFirst("^(optional:)?(classpath|file):/*(\\./)?", "")
                            .replaceAll("/+$", "");
                    String base = server.directory.isEmpty() ? "" : server.directory + "/";
                    found.add(base + "src/main/resources" + (path.isEmpty() ? "" : "/" + path));
                    found.add(path);
                    found.add(base + path);
                }
            }
        }
        if (server.settings.is("spring.profiles.active", "native")) {
            String base = server.directory.isEmpty() ? "" : server.directory + "/";
            found.add(base + "src/main/resources/config");
        }
        return found;
    }

    /**
     * The folders among these files that bear the name of a local Git repository: {@code file://${user.home}/shop-config}.
     *
     * @see <a href="https://docs.spring.io/spring-cloud-config/reference/server/environment-repository/git-backend.html">
     *     Spring Cloud Config: Git backend, file: for a local repository</a>
     */
    private static Set<String> local(Program server, List<SourceFile> files) {
        Set<String> found = new TreeSet<>();
        for (Setting setting : server.settings.below("spring.cloud.config.server.git.")) {
            String uri = setting.value().strip().replaceAll("(/+\\.git)?/*$", "");
            if (setting.key().endsWith(".uri") && uri.matches("(file:|/|~|\\$\\{(user\\.home|HOME)}).*")) {
                String last = uri.replaceFirst("^.*[/:]", "");
                files.stream()
                        .map(SourceFile::directory)
                        .filter(d -> !last.isEmpty() && (d.equals(last) || d.endsWith("/" + last)))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static void serve(SourceFile file, Inventory inventory) {
        String name = file.fileName().replaceFirst("\\.(ya?ml|properties)$", "");
        if (name.equals(file.fileName())) {
            return;
        }
        // where its server is, a client knows before it asks: served, these settings come too late to count
        List<Setting> settings = inventory.settings(file).stream()
                .filter(s -> !s.key().startsWith("spring.cloud.config."))
                .toList();
        for (Program program : inventory.programs) {
            boolean its = Program.plain(name).equals(Program.plain(program.name))
                    || (name.startsWith(program.name + "-")
                            && inventory.programs.stream().noneMatch(p -> p.name.equals(name)));
            if (its) {
                program.settings.add(settings);
                program.served = true;
                settings.stream()
                        .filter(s -> s.key().equals("server.port"))
                        .forEach(s -> Inventory.port(program, s.value()));
            } else if (Infrastructure.configurationClient(program)
                    && (name.equals("application") || name.startsWith("application-"))) {
                program.settings.addShared(settings);
            }
        }
    }
}
