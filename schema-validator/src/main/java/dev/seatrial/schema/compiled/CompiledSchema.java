package dev.seatrial.schema.compiled;

import dev.seatrial.schema.document.BadSchemaException;
import dev.seatrial.schema.document.Place;
import dev.seatrial.schema.document.SchemaStore;
import dev.seatrial.schema.json.Fault;
import dev.seatrial.schema.json.JsonReader;
import dev.seatrial.schema.json.LimitException;
import dev.seatrial.schema.json.Limits;
import dev.seatrial.schema.text.EcmaPattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A schema compiled to run while an event is read. Safe for use by several threads. */
public final class CompiledSchema {
    private final Node root;
    private final Limits limits;
    private final JsonReader reader;

    @SuppressWarnings("ThreadLocalUsage") // each of many schemas has its judges
    private final ThreadLocal<@Nullable StreamJudge> judges = new ThreadLocal<>();

    private CompiledSchema(Node root, JsonReader reader) {
        this.root = root;
        this.limits = reader.limits();
        this.reader = reader;
    }

    /**
     * Compiles a checked schema.
     *
     * @param formats whether the formats of strings are asserted
     * @throws Uncompilable when it uses what only the reference engine judges
     * @throws BadSchemaException when it cannot be used
     */
    public static CompiledSchema of(Place place, SchemaStore store, JsonReader reader, boolean formats) {
        try {
            Node root = new Compiler(store, formats).compile(place);
            new StreamPlanner(place).plan(root);
            return new CompiledSchema(root, reader);
        } catch (StackOverflowError e) {
            throw new BadSchemaException(List.of(place.flaw("", "schemas nest too deep")));
        }
    }

    /**
     * The same schema for a member of an envelope, both judged in one reading. It may say no to an event that conforms; when
     * it says yes the event does.
     *
     * @param envelope a schema of the envelope, with a member named {@code data} of any kind
     */
    public CompiledSchema within(Place envelope, SchemaStore store) {
        Compiler compiler = new Compiler(store, true);
        compiler.use(envelope.document(), "/properties/data", root);
        Node whole = compiler.compile(envelope);
        new StreamPlanner(envelope).plan(whole);
        return new CompiledSchema(whole, reader);
    }

    /**
     * The same schema, which describes the envelope itself, with the rules of every envelope. It may say no to an event that
     * conforms; when it says yes the event does.
     */
    public CompiledSchema beside(Place envelope, SchemaStore store) {
        Node whole = new Node(envelope);
        whole.allOf.add(root);
        whole.allOf.add(new Compiler(store, true).compile(envelope));
        new StreamPlanner(envelope).plan(whole);
        return new CompiledSchema(whole, reader);
    }

    /** Whether an event conforms, judged while it is read. False as well for a text that is no event at all. */
    public boolean conforms(byte[] text, int offset, int length) {
        StreamJudge judge = judges.get();
        if (judge == null) {
            judge = new StreamJudge(reader);
            judges.set(judge);
        }
        return judge.allows(root, text, offset, length);
    }

    /**
     * Whether a value in memory conforms.
     *
     * @throws LimitException when that takes too much
     */
    public boolean conforms(Object value) {
        EcmaPattern.begin(limits.patternSteps());
        return new Judge(limits.steps()).allows(root, value);
    }

    /**
     * What is wrong with a value; nothing when it conforms.
     *
     * @throws LimitException when that takes too much
     */
    public List<Fault> explain(Object value) {
        EcmaPattern.begin(limits.patternSteps());
        Judge judge = new Judge(limits.steps());
        if (judge.allows(root, value)) {
            return List.of();
        }
        EcmaPattern.begin(limits.patternSteps());
        Explainer explainer = new Explainer(judge, limits.problems());
        try {
            explainer.explain(root, value, Path.ROOT);
        } catch (LimitException e) {
            if (explainer.faults().isEmpty()) {
                throw e;
            } // what was found until then is wrong for certain
        }
        if (explainer.faults().isEmpty()) {
            throw new IllegalStateException("a violation of " + root.place.label() + " without a fault");
        }
        return explainer.faults();
    }
}
