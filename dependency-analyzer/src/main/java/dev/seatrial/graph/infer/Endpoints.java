package dev.seatrial.graph.infer;

import dev.seatrial.graph.config.Setting;
import dev.seatrial.graph.model.Endpoint;
import dev.seatrial.graph.model.Endpoint.Role;
import dev.seatrial.graph.model.Kind;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceFacts.Mapping;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What each program offers over HTTP: what it maps, and what only its callers name.
 *
 * @see <a href="https://docs.spring.io/spring-boot/appendix/application-properties/index.html">Spring Boot: Common
 *     Application Properties (server.servlet.context-path, spring.mvc.servlet.path, spring.data.rest.base-path)</a>
 * @see <a href="https://quarkus.io/guides/all-config">Quarkus: quarkus.http.root-path</a>
 * @see <a href="https://docs.micronaut.io/latest/guide/configurationreference.html">Micronaut:
 *     micronaut.server.context-path</a>
 */
final class Endpoints {

    private static final List<String> BASES = List.of(
            "server.servlet.contextPath",
            "server.contextPath",
            "spring.webflux.basePath",
            "spring.mvc.servlet.path",
            "quarkus.http.rootPath",
            "micronaut.server.contextPath");

    private static final Set<Kind> WITHOUT =
            Set.of(Kind.DATABASE, Kind.BROKER, Kind.GATEWAY, Kind.MONITORING, Kind.DISCOVERY, Kind.CONFIGURATION);

    private Endpoints() {}

    /** A path as a caller's code writes it. */
    record Called(Program to, String method, String path, dev.seatrial.graph.model.Place place) {}

    static void in(Draft draft) {
        for (Program program : draft.programs) {
            SourceFacts facts = program.facts;
            if (facts != null && program.kind != Kind.DATABASE) {
                mapped(program, facts.mappings(), draft);
            }
        }
        Set<String> known = new TreeSet<>();
        draft.endpoints.forEach(e -> known.add(e.component() + " " + template(e.path())));
        for (Called called : draft.called) {
            String path = template(called.path());
            boolean says = path.matches("/[^{*].*") && !WITHOUT.contains(called.to().kind);
            if (says && !known.contains(called.to().name + " " + path)) {
                draft.endpoints.add(new Endpoint(
                        called.to().name, called.method(), path, "", Role.CALLED, List.of(), called.place()));
            }
        }
    }

    private static void mapped(Program program, List<Mapping> mappings, Draft draft) {
        String base = first(program, BASES);
        String exports = first(program, List.of("spring.data.rest.basePath"));
        for (Mapping mapping : mappings) {
            boolean answered = mapping.role() == Role.BASE
                    && mappings.stream()
                            .anyMatch(m -> m.role() != Role.BASE && m.path().equals(mapping.path()));
            if (!answered) {
                String before = mapping.role() == Role.EXPORTED ? base + exports : base;
                draft.endpoints.add(new Endpoint(
                        program.name,
                        mapping.method(),
                        mapping.path(),
                        before,
                        mapping.role(),
                        mapping.below(),
                        mapping.place()));
            }
        }
    }

    private static String first(Program program, List<String> keys) {
        return keys.stream()
                .flatMap(k -> program.settings.first(k).stream())
                .map(Setting::value)
                .filter(v -> !v.equals("/"))
                .findFirst()
                .orElse("");
    }

    /** Two templates are one path when only the names of their variables differ. */
    private static String template(String path) {
        String clean = path.replaceAll("[?#].*", "")
                .replaceAll("\\{[^}]*}", "{}")
                .replaceAll("(?<=/)\\*(?=/|$)", "{}")
                .replaceAll("/+", "/");
        String rooted = clean.startsWith("/") ? clean : "/" + clean;
        return rooted.length() > 1 && rooted.endsWith("/") ? rooted.substring(0, rooted.length() - 1) : rooted;
    }
}
