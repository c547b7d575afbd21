package dev.seatrial.graph.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.model.Endpoint;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceFacts.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The repositories that Spring Data REST exports.
 *
 * @see <a href="https://docs.spring.io/spring-data/rest/reference/repository-resources.html">Spring Data REST:
 *     Repository resources (uncapitalised plural of the entity, item and search resources)</a>
 */
final class DataRestMappings {

    private static final Set<String> REPOSITORIES = Set.of(
            "Repository",
            "CrudRepository",
            "ListCrudRepository",
            "PagingAndSortingRepository",
            "JpaRepository",
            "MongoRepository",
            "Neo4jRepository",
            "GraphRepository");

    private DataRestMappings() {}

    static void in(SourceFile file, CompilationUnit unit, JavaValues values, SourceFacts facts) {
        for (ClassOrInterfaceDeclaration type : Nodes.in(unit, ClassOrInterfaceDeclaration.class)) {
            Optional<ClassOrInterfaceType> repository = type.getExtendedTypes().stream()
                    .filter(t -> REPOSITORIES.contains(t.getNameAsString()))
                    .filter(t -> t.getTypeArguments().filter(a -> !a.isEmpty()).isPresent())
                    .findFirst();
            Optional<AnnotationExpr> annotation = type.getAnnotationByName("RepositoryRestResource")
                    .or(() -> type.getAnnotationByName("RestResource"));
            if (repository.isEmpty() || !exported(annotation)) {
                continue;
            }
            String entity =
                    repository.get().getTypeArguments().orElseThrow().get(0).asString();
            String path = annotation
                    .flatMap(a -> values.member(a, "path").stream().findFirst())
                    .orElseGet(() -> plural(entity));
            Place place = JavaReader.place(file, type);
            List<String> below = new ArrayList<>(List.of("/{id}"));
            for (MethodDeclaration method : type.getMethods()) {
                search(method, values).ifPresent(below::add);
            }
            facts.mappings().add(new Mapping("*", Verb.join("", path), Endpoint.Role.EXPORTED, below, place));
        }
    }

    private static Optional<String> search(MethodDeclaration method, JavaValues values) {
        String name = method.getNameAsString();
        Optional<AnnotationExpr> annotation = method.getAnnotationByName("RestResource");
        boolean query = name.matches("(find|read|get|query|search|stream|count|exists).*By.*")
                || method.isAnnotationPresent("Query");
        return query && exported(annotation)
                ? Optional.of("/search/"
                        + annotation
                                .flatMap(a -> values.member(a, "path").stream().findFirst())
                                .orElse(name))
                : Optional.empty();
    }

    private static boolean exported(Optional<AnnotationExpr> annotation) {
        return annotation
                .flatMap(a -> JavaValues.expression(a, "exported"))
                .filter(e -> e.toString().equals("false"))
                .isEmpty();
    }

    private static String plural(String entity) {
        String name = entity.substring(0, 1).toLowerCase(Locale.ROOT) + entity.substring(1);
        if (name.matches(".*[^aeiou]y")) {
            return name.substring(0, name.length() - 1) + "ies";
        }
        return name.matches(".*(s|x|z|ch|sh)") ? name + "es" : name + "s";
    }
}
