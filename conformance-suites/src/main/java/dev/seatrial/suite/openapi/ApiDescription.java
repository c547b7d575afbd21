package dev.seatrial.suite.openapi;

import dev.seatrial.suite.openapi.ApiOperation.Body;
import dev.seatrial.suite.openapi.ApiOperation.Content;
import dev.seatrial.suite.openapi.ApiOperation.Header;
import dev.seatrial.suite.openapi.ApiOperation.LinkTo;
import dev.seatrial.suite.openapi.ApiOperation.Parameter;
import dev.seatrial.suite.openapi.ApiOperation.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** An OpenAPI 3.0 or 3.1 description: its operations, and its tree for those who validate against it. */
public final class ApiDescription {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
    private static final int LONGEST_CHAIN_OF_REFERENCES = 20;

    private final String name;
    private final JsonNode root;
    private final List<ApiOperation> operations;

    private ApiDescription(String name, JsonNode root) {
        this.name = name;
        this.root = root;
        this.operations = List.copyOf(readOperations());
    }

    /**
     * Reads a description from YAML or JSON.
     *
     * @throws DescriptionException if the file cannot be read or is no OpenAPI 3.0 or 3.1 description
     */
    public static ApiDescription read(Path file) {
        String name = String.valueOf(file.getFileName());
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new DescriptionException("cannot read the OpenAPI description " + file + ": " + e, e);
        }
        return parse(name, text);
    }

    /**
     * Reads a description.
     *
     * @param name for messages
     * @param text YAML or JSON
     * @throws DescriptionException if it is no OpenAPI 3.0 or 3.1 description
     */
    public static ApiDescription parse(String name, String text) {
        Object tree;
        try {
            tree = new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(text);
        } catch (YamlEngineException e) {
            throw new DescriptionException(name + " is not YAML: " + e.getMessage(), e);
        }
        JsonNode root = new JsonMapper().valueToTree(tree);
        String version = root.path("openapi").asString("");
        if (!version.startsWith("3.0") && !version.startsWith("3.1")) {
            throw new DescriptionException(name + " is no OpenAPI description of version 3.0 or 3.1: "
                    + (version.isEmpty() ? "\"openapi\" is missing" : "\"openapi\" is " + version));
        }
        return new ApiDescription(name, root);
    }

    /** The file's name, for messages. */
    public String name() {
        return name;
    }

    /** The whole description. */
    public JsonNode root() {
        return root;
    }

    /** Whether schemas follow OpenAPI 3.0 (with {@code nullable}) and not JSON Schema 2020-12. */
    public boolean version30() {
        return root.path("openapi").asString().startsWith("3.0");
    }

    /** All operations, in the description's order. */
    public List<ApiOperation> operations() {
        return operations;
    }

    /** The operation with this operationId, or with this method and path such as {@code "POST /orders"}. */
    public Optional<ApiOperation> operation(String id) {
        return operations.stream()
                .filter(o -> o.id().equals(id) || o.route().equals(id))
                .findFirst();
    }

    /**
     * A path template with the values that an address has in it.
     *
     * @param template such as {@code /orders/{id}}
     */
    public record Match(String template, Map<String, String> values) {
        public Match {
            values = Map.copyOf(values);
        }
    }

    /** The first template with parameters that an address ends with, if there is one. A server may have a base path. */
    public Optional<Match> match(String address) {
        String path;
        try {
            path = String.valueOf(URI.create(address).getPath());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        for (ApiOperation operation : operations) {
            Matcher matcher = matcher(operation.path(), path);
            if (operation.path().contains("{") && matcher.matches()) {
                Map<String, String> values = new LinkedHashMap<>();
                int group = 1;
                for (Matcher parameter = PARAMETER.matcher(operation.path()); parameter.find(); group++) {
                    values.put(parameter.group(1), matcher.group(group));
                }
                return Optional.of(new Match(operation.path(), values));
            }
        }
        return Optional.empty();
    }

    private static Matcher matcher(String template, String path) {
        StringBuilder expression = new StringBuilder(".*?");
        int from = 0;
        for (Matcher parameter = PARAMETER.matcher(template); parameter.find(); from = parameter.end()) {
            expression
                    .append(Pattern.quote(template.substring(from, parameter.start())))
                    .append("([^/]+)");
        }
        return Pattern.compile(expression
                        .append(Pattern.quote(template.substring(from)))
                        .toString())
                .matcher(path);
    }

    /**
     * Follows {@code $ref} within this description until something else comes.
     *
     * @throws DescriptionException if it leads nowhere, outside or in a circle
     */
    public JsonNode resolve(JsonNode node) {
        JsonNode here = node;
        for (int i = 0; here.has("$ref"); i++) {
            String reference = here.path("$ref").asString("");
            if (i == LONGEST_CHAIN_OF_REFERENCES) {
                throw new DescriptionException(name + ": \"" + reference + "\" leads in a circle");
            }
            if (!reference.startsWith("#/")) {
                throw new DescriptionException(
                        name + ": \"" + reference + "\" leads out of the file, which is not supported");
            }
            here = root.at(reference.substring(1));
            if (here.isMissingNode()) {
                throw new DescriptionException(name + ": \"" + reference + "\" leads nowhere");
            }
        }
        return here;
    }

    private List<ApiOperation> readOperations() {
        List<ApiOperation> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            JsonNode item = resolve(path.getValue());
            String itemPointer = pointerOf(path.getValue(), "/paths/" + escape(path.getKey()));
            for (Map.Entry<String, JsonNode> method : item.properties()) {
                if (METHODS.contains(method.getKey())) {
                    all.add(operation(
                            path.getKey(), method.getKey(), method.getValue(), item.path("parameters"), itemPointer));
                }
            }
        }
        return all;
    }

    private ApiOperation operation(
            String path, String method, JsonNode operation, JsonNode shared, String itemPointer) {
        String pointer = itemPointer + "/" + method;
        String route = method.toUpperCase(Locale.ROOT) + " " + path;
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        readParameters(shared, itemPointer + "/parameters", parameters);
        readParameters(operation.path("parameters"), pointer + "/parameters", parameters);
        Map<String, Response> responses = new LinkedHashMap<>();
        operation
                .path("responses")
                .properties()
                .forEach(r -> responses.put(
                        r.getKey(), response(r.getValue(), pointer + "/responses/" + escape(r.getKey()))));
        return new ApiOperation(
                operation.path("operationId").asString(route),
                method.toUpperCase(Locale.ROOT),
                path,
                pointer,
                List.copyOf(parameters.values()),
                operation.has("requestBody")
                        ? Optional.of(body(operation.path("requestBody"), pointer + "/requestBody"))
                        : Optional.empty(),
                responses,
                needsCredentials(operation));
    }

    private void readParameters(JsonNode list, String pointer, Map<String, Parameter> into) {
        for (int i = 0; i < list.size(); i++) {
            JsonNode parameter = resolve(list.get(i));
            String at = pointerOf(list.get(i), pointer + "/" + i);
            String in = parameter.path("in").asString("");
            String parameterName = parameter.path("name").asString("");
            into.put(
                    in + " " + parameterName,
                    new Parameter(
                            parameterName,
                            in,
                            parameter.path("required").asBoolean(false),
                            parameter.path("schema"),
                            at + "/schema",
                            examples(parameter).stream().findFirst()));
        }
    }

    private Body body(JsonNode given, String pointer) {
        JsonNode body = resolve(given);
        return new Body(body.path("required").asBoolean(false), content(body, pointerOf(given, pointer)));
    }

    private Response response(JsonNode given, String pointer) {
        JsonNode response = resolve(given);
        String at = pointerOf(given, pointer);
        Map<String, Header> headers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : response.path("headers").properties()) {
            JsonNode header = resolve(entry.getValue());
            headers.put(
                    entry.getKey().toLowerCase(Locale.ROOT),
                    new Header(
                            header.path("required").asBoolean(false),
                            header.path("schema"),
                            pointerOf(entry.getValue(), at + "/headers/" + escape(entry.getKey())) + "/schema"));
        }
        List<LinkTo> links = new ArrayList<>();
        for (JsonNode entry : response.path("links")) {
            JsonNode link = resolve(entry);
            Map<String, String> parameters = new LinkedHashMap<>();
            link.path("parameters")
                    .properties()
                    .forEach(p -> parameters.put(p.getKey(), p.getValue().asString("")));
            links.add(new LinkTo(link.path("operationId").asString(""), parameters));
        }
        return new Response(headers, content(response, at), links);
    }

    private Map<String, Content> content(JsonNode holder, String pointer) {
        Map<String, Content> content = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : holder.path("content").properties()) {
            JsonNode media = entry.getValue();
            content.put(
                    entry.getKey().toLowerCase(Locale.ROOT),
                    new Content(
                            media.has("schema") ? Optional.of(media.path("schema")) : Optional.empty(),
                            pointer + "/content/" + escape(entry.getKey()) + "/schema",
                            examples(media)));
        }
        return content;
    }

    /** Those of the holder first, then those of its schema. */
    private List<JsonNode> examples(JsonNode holder) {
        List<JsonNode> examples = new ArrayList<>();
        if (holder.has("example")) {
            examples.add(holder.path("example"));
        }
        for (JsonNode example : holder.path("examples")) {
            JsonNode value = resolve(example).path("value");
            if (!(value instanceof MissingNode)) {
                examples.add(value);
            }
        }
        JsonNode schema = resolve(holder.path("schema"));
        if (schema.has("example")) {
            examples.add(schema.path("example"));
        }
        schema.path("examples").forEach(examples::add);
        return examples;
    }

    private boolean needsCredentials(JsonNode operation) {
        JsonNode security = operation.has("security") ? operation.path("security") : root.path("security");
        if (security.isEmpty()) {
            return false;
        }
        for (JsonNode alternative : security) {
            if (alternative.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Where something really stands: at its own place, or where its (last) reference leads. */
    private String pointerOf(JsonNode given, String own) {
        String pointer = own;
        JsonNode here = given;
        while (here.has("$ref")) {
            pointer = here.path("$ref").asString().substring(1);
            here = root.at(pointer);
        }
        return pointer;
    }

    private static String escape(String token) {
        return token.replace("~", "~0").replace("/", "~1");
    }
}
