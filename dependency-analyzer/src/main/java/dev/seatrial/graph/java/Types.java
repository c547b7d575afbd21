package dev.seatrial.graph.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithExtends;
import com.github.javaparser.ast.nodeTypes.NodeWithImplements;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The types that one program's sources declare, by their simple names, and the types that names are declared with. */
final class Types {

    private final Map<String, TypeDeclaration<?>> byName = new HashMap<>();

    Types(Collection<CompilationUnit> units) {
        for (CompilationUnit unit : units) {
            Nodes.in(unit, TypeDeclaration.class).forEach(t -> byName.putIfAbsent(t.getNameAsString(), t));
        }
    }

    /** Every declared type. */
    Collection<TypeDeclaration<?>> all() {
        return byName.values();
    }

    Optional<TypeDeclaration<?>> named(String simpleName) {
        return Optional.ofNullable(byName.get(simpleName));
    }

    /** Whether some class of the program implements or extends the type. */
    boolean implemented(String simpleName) {
        return byName.values().stream()
                .filter(t -> !(t instanceof ClassOrInterfaceDeclaration c) || !c.isInterface())
                .anyMatch(
                        t -> above(t).stream().anyMatch(a -> a.getNameAsString().equals(simpleName)));
    }

    /** The types above this one, nearest first, as far as the sources have them. */
    List<TypeDeclaration<?>> above(TypeDeclaration<?> type) {
        List<TypeDeclaration<?>> found = new ArrayList<>();
        Set<String> seen = new HashSet<>(Set.of(type.getNameAsString()));
        List<TypeDeclaration<?>> next = new ArrayList<>(List.of(type));
        while (!next.isEmpty()) {
            for (ClassOrInterfaceType parent : parents(next.remove(0))) {
                TypeDeclaration<?> known = byName.get(parent.getNameAsString());
                if (known != null && seen.add(known.getNameAsString())) {
                    found.add(known);
                    next.add(known);
                }
            }
        }
        return found;
    }

    private static List<ClassOrInterfaceType> parents(TypeDeclaration<?> type) {
        List<ClassOrInterfaceType> all = new ArrayList<>();
        if (type instanceof NodeWithExtends<?> e) {
            all.addAll(e.getExtendedTypes());
        }
        if (type instanceof NodeWithImplements<?> i) {
            all.addAll(i.getImplementedTypes());
        }
        return all;
    }

    /** The type with which a name or {@code this.name} is declared, without its arguments; empty where nothing tells. */
    static Optional<String> of(Expression expression) {
        if (expression instanceof NameExpr name) {
            return Stream.concat(
                            Ancestors.of(name, CallableDeclaration.class).stream()
                                    .flatMap(c -> inCallable((CallableDeclaration<?>) c, name.getNameAsString())),
                            inType(name, name.getNameAsString()))
                    .findFirst();
        }
        return expression instanceof FieldAccessExpr field && field.getScope().isThisExpr()
                ? inType(field, field.getNameAsString()).findFirst()
                : Optional.empty();
    }

    private static Stream<String> inCallable(CallableDeclaration<?> callable, String name) {
        Stream<String> parameters = callable.getParameters().stream()
                .filter(p -> p.getNameAsString().equals(name))
                .map(Parameter::getTypeAsString);
        Stream<String> locals = Nodes.in(callable, VariableDeclarator.class).stream()
                .filter(v ->
                        v.getNameAsString().equals(name) && !v.getTypeAsString().equals("var"))
                .map(VariableDeclarator::getTypeAsString);
        return Stream.concat(parameters, locals).map(Types::bare);
    }

    private static Stream<String> inType(Node at, String name) {
        return Ancestors.of(at, TypeDeclaration.class).stream()
                .map(t -> (TypeDeclaration<?>) t)
                .flatMap(t -> Stream.concat(
                        t.getFields().stream()
                                .map(FieldDeclaration::getVariables)
                                .flatMap(Collection::stream)
                                .filter(v -> v.getNameAsString().equals(name))
                                .map(VariableDeclarator::getTypeAsString),
                        t instanceof RecordDeclaration r
                                ? r.getParameters().stream()
                                        .filter(p -> p.getNameAsString().equals(name))
                                        .map(Parameter::getTypeAsString)
                                : Stream.empty()))
                .map(Types::bare);
    }

    private static String bare(String type) {
        return type.replaceFirst("<.*", "").replaceFirst("^(?:[a-z]\\w*\\.)+", "");
    }
}
