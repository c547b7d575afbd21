package dev.seatrial.graph.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceFacts.Connection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Databases that the code itself opens.
 *
 * @see <a href="https://r2dbc.io/spec/1.0.0.RELEASE/spec/html/#overview.connection.url">R2DBC: connection URLs,
 *     ConnectionFactories.get</a>
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/api/java.sql/java/sql/DriverManager.html">JDBC:
 *     DriverManager.getConnection</a>
 */
final class StoreConnections {

    private static final Pattern URL = Pattern.compile("(?:r2dbcs?:(?:pool:)?|jdbc:)((\\w+)://\\S+)");

    private StoreConnections() {}

    static void in(SourceFile file, CompilationUnit unit, JavaValues values, SourceFacts facts) {
        for (MethodCallExpr call : Nodes.in(unit, MethodCallExpr.class)) {
            if (opens(call)) {
                Matcher url = URL.matcher(values.of(call.getArgument(0)));
                if (url.matches()) {
                    facts.connections().add(new Connection(url.group(2), url.group(1), JavaReader.place(file, call)));
                }
            }
        }
    }

    private static boolean opens(MethodCallExpr call) {
        String type = switch (call.getNameAsString()) {
            case "get" -> "ConnectionFactories";
            case "getConnection" -> "DriverManager";
            default -> "";
        };
        return !type.isEmpty()
                && !call.getArguments().isEmpty()
                && call.getScope()
                        .map(Expression::toString)
                        .filter(s -> s.equals(type) || s.endsWith("." + type))
                        .isPresent();
    }
}
