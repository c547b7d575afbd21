package dev.seatrial.schema.reference;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import dev.seatrial.schema.document.BadSchemaException;
import dev.seatrial.schema.document.Draft;
import dev.seatrial.schema.document.Place;
import dev.seatrial.schema.document.SchemaStore;
import dev.seatrial.schema.json.Fault;
import dev.seatrial.schema.json.JsonText;
import dev.seatrial.schema.json.LimitException;
import dev.seatrial.schema.json.Limits;
import java.util.ArrayList;
import java.util.List;

/** A schema under networknt's validator: slower, the judge in doubt. */
public final class ReferenceSchema {
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
        SchemaRegistry registry = SchemaRegistry.withDialects(
                dialects(place.draft()),
                builder -> builder.defaultDialectId(
                                place.draft().uri() + (place.draft().refHasSiblings() ? "" : "#"))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .losslessNarrowing(place.draft() != Draft.DRAFT_4)
                                .build())
                        .schemas(uri -> store.byUri(uri)
                                .map(found -> JsonText.of(found.schema()))
                                .orElse(null)));
        try {
            this.schema =
                    registry.getSchema(SchemaLocation.of(place.base()), JsonText.of(place.schema()), InputFormat.JSON);
            this.schema.initializeValidators();
        } catch (SchemaException e) {
            throw new BadSchemaException(List.of(place.flaw("", String.valueOf(e.getMessage()))));
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

    private static Dialect dialect(Draft draft) {
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
        try {
            List<Error> errors = schema.validate(
                    Trees.of(value),
                    context -> context.executionConfig(
                            config -> config.formatAssertionsEnabled(formats).maxEvaluationSteps(limits.steps())));
            return FaultReducer.reduce(errors, place);
        } catch (ValidationLimitExceededException e) {
            throw new LimitException("judging took more than the limit of " + limits.steps() + " steps");
        } catch (StackOverflowError e) {
            throw new LimitException("judging nests deeper than the stack: the schema refers to itself without end");
        }
    }
}
