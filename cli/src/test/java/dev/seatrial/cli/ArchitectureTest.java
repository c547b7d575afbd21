package dev.seatrial.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The direction of dependencies, as docs/architecture.md draws it; the poms enforce it once more between modules. */
class ArchitectureTest {

    /** Packages of harness-core from the bottom up: each uses only those before it. */
    private static final List<String> CORE =
            List.of("target", "link", "environment", "check", "run", "verdict", "report", "gate", "junit");

    /** The other modules' packages, and which of ours each may use beside harness-core. */
    private static final Map<String, Set<String>> MODULES = modules();

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.seatrial");

    private static Map<String, Set<String>> modules() {
        Map<String, Set<String>> modules = new LinkedHashMap<>();
        modules.put("chaos", Set.of());
        modules.put("schema", Set.of());
        modules.put("suite", Set.of("schema"));
        modules.put("graph", Set.of());
        modules.put("ship", Set.of());
        modules.put("cli", Set.of("chaos", "schema", "suite", "graph", "ship"));
        return modules;
    }

    @Test
    void everyModuleIsSeen() {
        Set<String> seen = new TreeSet<>();
        OURS.forEach(c -> seen.add(c.getPackageName().split("\\.", -1)[2]));
        Set<String> expected = new TreeSet<>(CORE);
        expected.addAll(MODULES.keySet());

        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void modulesUseOnlyThoseBelowThem() {
        MODULES.forEach((module, allowed) -> {
            String[] others = MODULES.keySet().stream()
                    .filter(m -> !m.equals(module) && !allowed.contains(m))
                    .map(m -> "dev.seatrial." + m + "..")
                    .toArray(String[]::new);
            if (others.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage("dev.seatrial." + module + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(others)
                        .check(OURS);
            }
        });
    }

    @Test
    void theCoreUsesNoModule() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        CORE.stream().map(p -> "dev.seatrial." + p + "..").toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(MODULES.keySet().stream()
                        .map(m -> "dev.seatrial." + m + "..")
                        .toArray(String[]::new))
                .check(OURS);
    }

    @Test
    void packagesOfTheCoreUseOnlyThoseBelowThem() {
        for (int i = 0; i < CORE.size() - 1; i++) {
            String[] above = CORE.subList(i + 1, CORE.size()).stream()
                    .map(p -> "dev.seatrial." + p + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.seatrial." + CORE.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above)
                    .check(OURS);
        }
    }

    @Test
    void noPackagesGoInCircles() {
        slices().matching("dev.seatrial.(**)").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void noDriverTypesReachTheChecksAndTheCore() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.seatrial.check..", "dev.seatrial.link..", "dev.seatrial.target..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.testcontainers..", "io.fabric8..", "tools.jackson..", "com.fasterxml..", "eu.rekawek..")
                .check(OURS);
    }
}
