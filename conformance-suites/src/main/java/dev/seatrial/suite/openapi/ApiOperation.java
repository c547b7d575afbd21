package dev.seatrial.suite.openapi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One operation of an OpenAPI description, references resolved where they stand for parameters, bodies and responses.
 *
 * @param id its operationId, or method and path such as {@code "POST /orders"}
 * @param method in upper case
 * @param path its template, such as {@code /orders/{id}}
 * @param pointer JSON pointer of the operation in the description
 * @param parameters those of the path item included
 * @param body absent where it takes none
 * @param responses by status, {@code 2XX} or {@code default}, in the description's order
 * @param needsCredentials whether it asks for any
 */
public record ApiOperation(
        String id,
        String method,
        String path,
        String pointer,
        List<Parameter> parameters,
        Optional<Body> body,
        Map<String, Response> responses,
        boolean needsCredentials) {

    public ApiOperation {
        parameters = List.copyOf(parameters);
    }

    /** {@code POST /orders}. */
    public String route() {
        return method + " " + path;
    }

    /** The response that is declared for a status: by number, by class such as {@code 4XX}, or {@code default}. */
    public Optional<Response> response(int status) {
        Response exact = responses.get(Integer.toString(status));
        Response range = exact != null ? exact : responses.get(status / 100 + "XX");
        return Optional.ofNullable(range != null ? range : responses.get("default"));
    }

    /**
     * A parameter.
     *
     * @param in {@code path}, {@code query}, {@code header} or {@code cookie}
     * @param schema an empty object where none is given
     * @param pointer JSON pointer of the schema in the description
     * @param example as declared at the parameter
     */
    public record Parameter(
            String name, String in, boolean required, JsonNode schema, String pointer, Optional<JsonNode> example) {}

    /**
     * A request body.
     *
     * @param content by media type
     */
    public record Body(boolean required, Map<String, Content> content) {}

    /**
     * A response.
     *
     * @param headers by name in lower case
     * @param content by media type; empty where it has no body
     * @param links links to other operations
     */
    public record Response(Map<String, Header> headers, Map<String, Content> content, List<LinkTo> links) {
        public Response {
            links = List.copyOf(links);
        }
    }

    /**
     * What a body looks like.
     *
     * @param schema absent where the description gives none
     * @param pointer JSON pointer of the schema in the description
     * @param examples as declared, the first one first
     */
    public record Content(Optional<JsonNode> schema, String pointer, List<JsonNode> examples) {
        public Content {
            examples = List.copyOf(examples);
        }
    }

    /**
     * A response header.
     *
     * @param pointer JSON pointer of the schema in the description
     */
    public record Header(boolean required, JsonNode schema, String pointer) {}

    /**
     * How a response leads to another operation.
     *
     * @param operation its operationId
     * @param parameters parameter name → runtime expression such as {@code $response.body#/id}
     */
    public record LinkTo(String operation, Map<String, String> parameters) {}
}
