package dev.seatrial.suite.openapi;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Validates values against the schemas of an OpenAPI description. Safe for use by many threads. */
public final class DescribedSchemas {

    private static final JsonMapper JSON = new JsonMapper();

    private final ApiDescription description;
    private final SchemaRegistry registry;
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

    /** The schemas of a description. */
    public DescribedSchemas(ApiDescription description) {
        this.description = description;
        this.registry = SchemaRegistry.withDefaultDialect(
                description.version30() ? Dialects.getOpenApi30() : Dialects.getDraft202012(),
                builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(true)
                        .build()));
    }

    /**
     * What is wrong with a value.
     *
     * @param at JSON pointer in the value, empty for the whole
     * @param keyword the keyword of the schema that it breaks
     */
    public record Problem(String at, String keyword, String message) {}

    /**
     * What is wrong with a value, empty when nothing is.
     *
     * @throws DescriptionException if the schema itself cannot be used
     */
    public List<Problem> problems(JsonNode schema, JsonNode value) {
        try {
            return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
                    .map(DescribedSchemas::problem)
                    .toList();
        } catch (SchemaException e) {
            throw new DescriptionException(description.name() + ": a schema cannot be used: " + e.getMessage(), e);
        }
    }

    /** Whether a value conforms. */
    public boolean valid(JsonNode schema, JsonNode value) {
        return problems(schema, value).isEmpty();
    }

    private static Problem problem(Error error) {
        return new Problem(pointer(error), error.getKeyword(), error.getMessage());
    }

    private static String pointer(Error error) {
        String at = error.getInstanceLocation().toString();
        String member = error.getProperty();
        return member == null || error.getKeyword().equals("additionalProperties") ? at : at + "/" + member;
    }

    /** The schema in a document of its own in which the references of the description still lead somewhere. */
    private Schema compile(JsonNode schema) {
        ObjectNode document = JSON.createObjectNode();
        document.put("$ref", "#/subject");
        document.set("subject", schema);
        document.set("components", description.root().path("components"));
        document.set("paths", description.root().path("paths"));
        return registry.getSchema(document);
    }
}
