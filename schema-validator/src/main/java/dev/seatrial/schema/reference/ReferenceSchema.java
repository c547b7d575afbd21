package dev.seatrial.schema.reference;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import dev.seatrial.schema.document.BadSchemaException;
import dev.seatrial.schema.document.Draft;
import dev.seatrial.schema.document.Place;
import dev.seatrial.schema.document.SchemaStore;
import dev.seatrial.schema.json.Fault;
import dev.seatrial.schema.json.JsonText;
import dev.seatrial.schema.json.LimitException;
import dev.seatrial.schema.json.Limits;
import dev.seatrial.schema.json.Pointers;
import dev.seatrial.schema.text.EcmaPattern;
import dev.seatrial.schema.text.TextFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/** A schema under networknt's validator: slower, the judge in doubt. */
public final class ReferenceSchema {
    private static final Pattern MISREAD = Pattern.compile("#.*/(0[0-9]+)(?:/|$)");

    private final Schema schema;
    private final Place place;
    private final Limits limits;
    private final boolean formats;

    /**
     * @param formats whether the formats of strings are asserted
     * @throws BadSchemaException when the validator cannot use the schema
     */
    public ReferenceSchema(Place place, SchemaStore store, Limits limits, boolean formats) {
        this.place = place;
        this.limits = limits;
        this.formats = formats;
        refuseMisread(place);
        SchemaRegistry registry = SchemaRegistry.withDialects(
                dialects(place.draft()),
                builder -> builder.defaultDialectId(
                                place.draft().uri() + (place.draft().refHasSiblings() ? "" : "#"))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .losslessNarrowing(true)
                                .regularExpressionFactory(pattern -> EcmaPattern.compile(pattern)::searches)
                                .build())
                        .nodeReader(new ExactReader())
                        .schemas(uri -> store.byUri(uri)
                                .map(found -> {
                                    refuseMisread(found);
                                    return JsonText.of(found.schema());
                                })
                                .orElse(null)));
        try {
            this.schema = registry.getSchema(SchemaLocation.of(place.base()), Trees.of(place.schema()));
            this.schema.initializeValidators();
        } catch (SchemaException e) {
            throw new BadSchemaException(List.of(place.flaw("", String.valueOf(e.getMessage()))));
        }
    }

    /** The validator takes a name such as "09" in a pointer for the number 9. */
    private static void refuseMisread(Place place) {
        Deque<Map.Entry<String, Object>> open = new ArrayDeque<>();
        open.add(Map.entry("", place.schema()));
        while (!open.isEmpty()) {
            Map.Entry<String, Object> next = open.remove();
            if (next.getValue() instanceof Map<?, ?> map) {
                map.forEach((name, value) -> {
                    String at = Pointers.append(next.getKey(), (String) name);
                    Matcher misread =
                            value instanceof String text && name.equals("$ref") ? MISREAD.matcher(text) : null;
                    if (misread != null && misread.find()) {
                        throw new BadSchemaException(List.of(place.flaw(
                                at,
                                "beside unevaluated* or $dynamicRef the name \"" + misread.group(1)
                                        + "\" cannot be referred to: rename it")));
                    }
                    open.add(Map.entry(at, value));
                });
            } else if (next.getValue() instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    open.add(Map.entry(next.getKey() + "/" + i, list.get(i)));
                }
            }
        }
    }

    private static List<Dialect> dialects(Draft first) {
        List<Dialect> all = new ArrayList<>();
        all.add(dialect(first));
        for (Draft draft : Draft.values()) {
            if (draft != first) {
                all.add(dialect(draft));
            }
        }
        return all;
    }

    /** The draft's dialect with our formats, which pass more of the official tests. */
    private static Dialect dialect(Draft draft) {
        Dialect base = plain(draft);
        List<Format> formats = new ArrayList<>();
        TextFormat.all().forEach(format -> formats.add(new OwnFormat(format)));
        return Dialect.builder(base).formats(formats).build();
    }

    /** A format of ours for the validator. */
    private record OwnFormat(TextFormat format) implements Format {
        @Override
        public String getName() {
            return format.label();
        }

        @Override
        public boolean matches(ExecutionContext context, String text) {
            return format.fits(text);
        }
    }

    private static Dialect plain(Draft draft) {
        return switch (draft) {
            case DRAFT_4 -> Dialects.getDraft4();
            case DRAFT_6 -> Dialects.getDraft6();
            case DRAFT_7 -> Dialects.getDraft7();
            case DRAFT_2019_09 -> Dialects.getDraft201909();
            case DRAFT_2020_12 -> Dialects.getDraft202012();
        };
    }

    /**
     * What is wrong with a value; nothing when it conforms.
     *
     * @throws LimitException when that takes too much
     */
    public List<Fault> validate(Object value) {
        return FaultReducer.reduce(errors(value), place);
    }

    /**
     * Whether a value conforms.
     *
     * @throws LimitException when that takes too much
     */
    public boolean conforms(Object value) {
        return errors(value).isEmpty();
    }

    private List<Error> errors(Object value) {
        EcmaPattern.begin(limits.patternSteps());
        try {
            return schema.validate(
                    Trees.of(value),
                    context -> context.executionConfig(
                            config -> config.formatAssertionsEnabled(formats).maxEvaluationSteps(limits.steps())));
        } catch (ValidationLimitExceededException e) {
            throw new LimitException("judging took more than the limit of " + limits.steps() + " steps (--max-steps)");
        } catch (JacksonException e) {
            throw new LimitException("the reference engine cannot compare a number this large");
        } catch (StackOverflowError e) {
            throw new LimitException("judging nests deeper than the stack: the schema refers to itself without end");
        }
    }
}
