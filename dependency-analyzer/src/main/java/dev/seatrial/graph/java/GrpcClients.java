package dev.seatrial.graph.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.model.Warning;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceFacts.Call;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a gRPC client speaks to: the channel tells, and every stub that is made of it goes there.
 *
 * @see <a href="https://grpc.github.io/grpc-java/javadoc/io/grpc/ManagedChannelBuilder.html">gRPC Java: forAddress,
 *     forTarget</a>
 * @see <a href="https://grpc.io/docs/guides/custom-name-resolution/">gRPC: targets and their schemes</a>
 */
final class GrpcClients {

    private static final Set<String> BUILDERS = Set.of(
            "ManagedChannelBuilder", "NettyChannelBuilder", "OkHttpChannelBuilder", "CronetChannelBuilder", "Grpc");
    private static final Set<String> ONE = Set.of("forTarget", "newChannelBuilder");
    private static final Set<String> HOST_AND_PORT = Set.of("forAddress", "newChannelBuilderForAddress");

    private GrpcClients() {}

    static void in(SourceFile file, CompilationUnit unit, JavaValues values, SourceFacts facts) {
        boolean spring = imports(unit, "org.springframework.grpc.");
        for (MethodCallExpr call : Nodes.in(unit, MethodCallExpr.class)) {
            Place place = JavaReader.place(file, call);
            if (opensChannel(call)) {
                Optional<String> target = target(call, values);
                target.ifPresent(t -> add(t, place, facts));
                if (target.isEmpty()) {
                    facts.warnings()
                            .add(new Warning(
                                    place,
                                    "a gRPC channel whose address could not be resolved: " + HttpCalls.oneLine(call)));
                }
            } else if (spring && call.getNameAsString().equals("createChannel")) {
                name(call, values).ifPresent(n -> springChannel(n, place, values, facts));
            }
        }
        boolean quarkus = imports(unit, "io.quarkus.grpc.");
        for (AnnotationExpr annotation : Nodes.in(unit, AnnotationExpr.class)) {
            Place place = JavaReader.place(file, annotation);
            String name = annotation.getName().getIdentifier();
            if (name.equals("GrpcClient") && quarkus) {
                quarkus(named(annotation, values), place, values, facts);
            } else if (name.equals("GrpcClient")) {
                grpcSpring(named(annotation, values), place, values, facts);
            } else if (name.equals("GrpcChannel")) {
                micronaut(named(annotation, values), place, values, facts);
            }
        }
    }

    private static boolean imports(CompilationUnit unit, String prefix) {
        return unit.getImports().stream().anyMatch(i -> (i.getNameAsString() + ".").startsWith(prefix));
    }

    private static boolean opensChannel(MethodCallExpr call) {
        boolean method = ONE.contains(call.getNameAsString()) || HOST_AND_PORT.contains(call.getNameAsString());
        if (!method || call.getArguments().isEmpty()) {
            return false;
        }
        String scope = call.getScope().map(Expression::toString).orElse("");
        return BUILDERS.contains(scope.substring(scope.lastIndexOf('.') + 1));
    }

    /** Host and port, a socket's address, or a target such as {@code dns:///orders:9090}. */
    private static Optional<String> target(MethodCallExpr call, JavaValues values) {
        List<Expression> arguments = call.getArguments();
        if (arguments.get(0) instanceof ObjectCreationExpr socket
                && socket.getType().getNameAsString().equals("InetSocketAddress")) {
            arguments = socket.getArguments();
        }
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        String first = values.of(arguments.get(0));
        boolean port = arguments.size() > 1 && !ONE.contains(call.getNameAsString());
        String number = port ? values.of(arguments.get(1)) : "";
        String whole = number.matches("\\d+") ? first + ":" + number : first;
        return first.isBlank() || first.startsWith(JavaValues.UNKNOWN) ? Optional.empty() : Optional.of(whole);
    }

    private static void add(String target, Place place, SourceFacts facts) {
        if (target.matches("(?s)(in-process|self|unix|unix-abstract):.*|self")) {
            return; // the program itself, or its machine
        }
        String url = target.contains("://")
                ? target
                : "grpc://" + target.replaceFirst("^dns:/?(?!\\d)", "").replace(":" + JavaValues.UNKNOWN, "");
        facts.calls().add(new Call(url, "", "", false, EdgeKind.GRPC, place));
    }

    private static Optional<String> name(MethodCallExpr call, JavaValues values) {
        return call.getArguments().stream()
                .findFirst()
                .map(values::of)
                .filter(n -> !n.isBlank() && !n.contains(JavaValues.UNKNOWN));
    }

    /** The client's name; without one, that of the field or parameter. */
    private static String named(AnnotationExpr annotation, JavaValues values) {
        return values.member(annotation, "value").stream()
                .findFirst()
                .or(() -> annotation.getParentNode().flatMap(p -> {
                    if (p instanceof FieldDeclaration field) {
                        return Optional.of(field.getVariable(0).getNameAsString());
                    }
                    return p instanceof Parameter parameter
                            ? Optional.of(parameter.getNameAsString())
                            : Optional.empty();
                }))
                .orElse("");
    }

    /** @see <a href="https://docs.spring.io/spring-grpc/reference/client.html">Spring gRPC: named channels</a> */
    private static void springChannel(String name, Place place, JavaValues values, SourceFacts facts) {
        add(
                values.configured(
                                "spring.grpc.client.channels." + name + ".address",
                                "spring.grpc.client.channel." + name + ".target")
                        .orElse(name),
                place,
                facts);
    }

    /**
     * @see <a href="https://grpc-ecosystem.github.io/grpc-spring/en/client/configuration.html#choosing-the-target">
     *     grpc-spring: choosing the target; without an address the name is looked up</a>
     */
    private static void grpcSpring(String name, Place place, JavaValues values, SourceFacts facts) {
        Optional<String> address = values.configured("grpc.client." + name + ".address", "grpc.client.GLOBAL.address");
        address.ifPresent(a -> add(a, place, facts));
        if (address.isEmpty() && !name.isBlank()) {
            facts.calls().add(new Call(name, "", "", true, EdgeKind.GRPC, place));
        }
    }

    /**
     * @see <a href="https://quarkus.io/guides/grpc-service-consumption">Quarkus: gRPC clients, whose host is localhost and
     *     whose port is 9000 if nothing else is said</a>
     */
    private static void quarkus(String name, Place place, JavaValues values, SourceFacts facts) {
        String key = "quarkus.grpc.clients." + name;
        String host = values.configured(key + ".host").orElse("localhost");
        add(host + ":" + values.configured(key + ".port").orElse("9000"), place, facts);
    }

    /** @see <a href="https://micronaut-projects.github.io/micronaut-grpc/latest/guide/#client">Micronaut: gRPC clients</a> */
    private static void micronaut(String name, Place place, JavaValues values, SourceFacts facts) {
        values.configured("grpc.channels." + name + ".address", "grpc.channels." + name + ".target")
                .or(() -> Optional.of(name).filter(n -> !n.isBlank()))
                .ifPresent(t -> add(t.replaceFirst("^https?://", ""), place, facts));
    }
}
