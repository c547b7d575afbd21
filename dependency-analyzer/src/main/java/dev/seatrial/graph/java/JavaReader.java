package dev.seatrial.graph.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import dev.seatrial.graph.config.Settings;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.model.Warning;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceReader;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the Java sources of one program. */
public final class JavaReader implements SourceReader {

    private final long whole;

    /** Creates the reader. */
    public JavaReader() {
        this(Relevance.WHOLE);
    }

    /** A reader that parses programs with fewer bytes than these whole. */
    public JavaReader(long whole) {
        this.whole = whole;
    }

    @Override
    public boolean reads(SourceFile file) {
        return file.name().endsWith(".java");
    }

    @Override
    public void read(List<SourceFile> files, Settings settings, Set<String> dependencies, SourceFacts facts) {
        // with Spring Data REST on the class path, repositories are endpoints
        boolean dataRest = dependencies.contains("spring-boot-starter-data-rest")
                || dependencies.contains("spring-data-rest-webmvc");
        JavaUnits parsed = new JavaUnits(files, facts, whole);
        Map<SourceFile, CompilationUnit> units = parsed.relevant();
        JavaValues values = new JavaValues(parsed, settings);
        units.forEach((file, unit) -> {
            try {
                recognise(file, unit, values, facts, dataRest);
            } catch (StackOverflowError e) {
                facts.warnings().add(new Warning(new Place(file.name(), 0), "nested too deep, read in part"));
            }
        });
        try {
            RetrofitClients.in(units, values, facts);
            CreatedClients.in(units, values, facts);
        } catch (StackOverflowError e) {
            facts.warnings().add(new Warning(new Place(files.get(0).name(), 0), "nested too deep, read in part"));
        }
    }

    private static void recognise(
            SourceFile file, CompilationUnit unit, JavaValues values, SourceFacts facts, boolean dataRest) {
        names(file, unit, facts);
        HttpCalls.in(file, unit, values, facts);
        GrpcClients.in(file, unit, values, facts);
        DeclarativeClients.in(file, unit, values, facts);
        HeldClients.in(file, unit, values, facts);
        Discovered.in(file, unit, values, facts);
        RouterFunctions.in(file, unit, values, facts);
        SpringMappings.in(file, unit, values, facts);
        JaxRsMappings.in(file, unit, values, facts);
        MicronautMappings.in(file, unit, values, facts);
        Messaging.in(file, unit, values, facts);
        StoreConnections.in(file, unit, values, facts);
        if (dataRest) {
            DataRestMappings.in(file, unit, values, facts);
        }
    }

    private static void names(SourceFile file, CompilationUnit unit, SourceFacts facts) {
        for (TypeDeclaration<?> type : Nodes.in(unit, TypeDeclaration.class).stream()
                .map(t -> (TypeDeclaration<?>) t)
                .toList()) {
            for (AnnotationExpr annotation : type.getAnnotations()) {
                facts.annotations().putIfAbsent(annotation.getName().getIdentifier(), place(file, annotation));
            }
            if (type instanceof ClassOrInterfaceDeclaration c) {
                c.getExtendedTypes().forEach(t -> facts.types().putIfAbsent(t.getNameAsString(), place(file, t)));
            }
        }
        unit.getImports().forEach(i -> facts.imports().putIfAbsent(i.getNameAsString(), place(file, i)));
        Nodes.in(unit, FieldDeclaration.class).forEach(f -> type(f.getElementType(), file, facts));
        Nodes.in(unit, Parameter.class).forEach(p -> type(p.getType(), file, facts));
    }

    private static void type(com.github.javaparser.ast.type.Type type, SourceFile file, SourceFacts facts) {
        if (type instanceof ClassOrInterfaceType named) {
            facts.types().putIfAbsent(named.getNameAsString(), place(file, named));
        }
    }

    static Place place(SourceFile file, Node node) {
        return new Place(file.name(), node.getBegin().map(p -> p.line).orElse(0));
    }
}
