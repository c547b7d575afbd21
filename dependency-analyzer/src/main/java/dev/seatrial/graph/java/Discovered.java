package dev.seatrial.graph.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceFacts.Call;
import java.util.Locale;
import java.util.Optional;

/**
 * Services that the code looks up by name.
 *
 * @see <a href="https://docs.spring.io/spring-cloud-commons/reference/spring-cloud-commons/common-abstractions.html">
 *     Spring Cloud Commons: DiscoveryClient, LoadBalancerClient</a>
 * @see <a href="https://docs.spring.io/spring-cloud-netflix/docs/2.2.x/reference/html/#using-the-eurekaclient">Spring
 *     Cloud Netflix: EurekaClient, getNextServerFromEureka</a>
 */
final class Discovered {

    private Discovered() {}

    static void in(SourceFile file, CompilationUnit unit, JavaValues values, SourceFacts facts) {
        for (MethodCallExpr call : Nodes.in(unit, MethodCallExpr.class)) {
            if (looksUp(call)) {
                String name = values.of(call.getArgument(0));
                if (name.matches("[\\w.-]+")) {
                    facts.calls().add(new Call(name, "", "", false, JavaReader.place(file, call)));
                }
            }
        }
    }

    private static boolean looksUp(MethodCallExpr call) {
        if (call.getArguments().isEmpty() || call.getScope().isEmpty()) {
            return false;
        }
        Expression scope = call.getScope().get();
        String words = (scope + " " + Types.of(scope).orElse("")).toLowerCase(Locale.ROOT);
        return switch (call.getNameAsString()) {
            case "getNextServerFromEureka", "getInstancesByVipAddress" -> true;
            case "getInstances", "getApplication" -> words.contains("discovery") || words.contains("eurekaclient");
            case "choose" -> words.contains("loadbalancer");
            default -> false;
        };
    }

    /** The name that was looked up where the expression is an instance, or empty. */
    static Optional<Expression> name(Expression instance, int depth) {
        if (depth > 6) {
            return Optional.empty();
        } else if (instance instanceof MethodCallExpr call) {
            return looksUp(call)
                    ? Optional.of(call.getArgument(0))
                    : call.getScope().flatMap(s -> name(s, depth + 1));
        } else if (instance instanceof NameExpr name) {
            return Ancestors.of(name, CallableDeclaration.class)
                    .map(c -> (CallableDeclaration<?>) c)
                    .flatMap(c -> Nodes.in(c, VariableDeclarator.class).stream()
                            .filter(v -> v.getNameAsString().equals(name.getNameAsString()))
                            .flatMap(v -> v.getInitializer().stream())
                            .findFirst())
                    .flatMap(e -> name(e, depth + 1));
        }
        return Optional.empty();
    }
}
