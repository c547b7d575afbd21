package dev.seatrial.suite.call;

import dev.seatrial.check.HttpProbe.Request;
import dev.seatrial.check.Voyage;
import dev.seatrial.suite.openapi.ApiDescription;
import dev.seatrial.suite.openapi.ApiOperation;
import dev.seatrial.suite.openapi.ApiOperation.Body;
import dev.seatrial.suite.openapi.ApiOperation.Content;
import dev.seatrial.suite.openapi.ApiOperation.Parameter;
import dev.seatrial.suite.openapi.DescribedSchemas;
import dev.seatrial.suite.openapi.SchemaSamples;
import dev.seatrial.target.Identity;
import dev.seatrial.target.Operation;
import dev.seatrial.target.Service;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes requests for operations from the target and the OpenAPI descriptions of its services. */
public final class Operations {

    private static final JsonMapper JSON = new JsonMapper();

    private final Voyage voyage;
    private final Map<String, ApiDescription> descriptions = new LinkedHashMap<>();

    private Operations(Voyage voyage) {
        this.voyage = voyage;
    }

    /** The operations of the running system. */
    public static Operations of(Voyage voyage) {
        return new Operations(voyage);
    }

    /**
     * What to put into a request; each overrides what the target and the description say.
     *
     * @param as the identity; absent: that of the operation, else the first declared
     * @param body file with the request's body
     * @param headers further headers
     * @param pathParameters values for the path template
     */
    public record Inputs(
            Optional<String> as, Optional<Path> body, Map<String, String> headers, Map<String, String> pathParameters) {

        /** Nothing that is not in the target or the description. */
        public static Inputs none() {
            return new Inputs(Optional.empty(), Optional.empty(), Map.of(), Map.of());
        }

        /** Only these path parameters. */
        public static Inputs path(Map<String, String> parameters) {
            return new Inputs(Optional.empty(), Optional.empty(), Map.of(), parameters);
        }
    }

    /**
     * What is known of an operation.
     *
     * @param method in upper case
     * @param path its template
     * @param described what the OpenAPI description says, where there is one
     * @param declared what the owner says in the target
     */
    public record Known(String method, String path, Optional<ApiOperation> described, Operation declared) {}

    /**
     * Finds an operation by operationId or by method and path.
     *
     * @throws OperationException if neither names one
     * @throws dev.seatrial.suite.openapi.DescriptionException if the service's description cannot be used
     */
    public Known find(String serviceName, String operation) {
        Service service = voyage.environment().service(serviceName).spec();
        Optional<ApiOperation> described = describe(service).flatMap(d -> d.operation(operation));
        Operation declared = declared(service, operation, described);
        if (described.isPresent()) {
            return new Known(described.get().method(), described.get().path(), described, declared);
        }
        String[] words = operation.split(" ", 2);
        if (words.length != 2 || !words[1].startsWith("/")) {
            throw new OperationException("the operation \"" + operation + "\" of " + serviceName
                    + " is not in an OpenAPI description of the service; name it by method and path, such as"
                    + " \"POST /orders\", or mend the description");
        }
        return new Known(words[0], words[1], Optional.empty(), declared);
    }

    /** A fresh logical request that the service should accept: body from the owner's example, varied members made fresh, a new key. */
    public Prepared prepare(String service, String operation) {
        return prepare(service, operation, Inputs.none());
    }

    /**
     * A fresh logical request that the service should accept.
     *
     * @throws OperationException if something needed is not known, such as a path parameter without an example
     */
    public Prepared prepare(String service, String operation, Inputs inputs) {
        Known known = find(service, operation);
        String path = fill(known, inputs.pathParameters()) + query(service, known);
        Request request = Request.of(
                known.method(), URI.create(voyage.environment().service(service).url() + path));
        Optional<String> identity = inputs.as().or(() -> known.declared().as());
        request = request.bearer(identity.map(this::token).orElseGet(voyage::defaultToken));
        for (Parameter header : required(known, "header")) {
            request = request.header(header.name(), value(service, header));
        }
        // Keys and varied members are not drawn from the seed: a replay against a system that kept its state must not
        // meet its own keys again.
        Optional<String> key =
                known.declared().idempotency().map(promise -> UUID.randomUUID().toString());
        if (key.isPresent()) {
            request = request.header(known.declared().idempotency().get().header(), key.get());
        }
        Optional<JsonNode> body = body(service, known, inputs.body())
                .map(b -> vary(b, known.declared().vary()));
        if (body.isPresent()) {
            request = request.body(mediaType(known), JSON.writeValueAsBytes(body.get()));
        }
        for (Map.Entry<String, String> header : inputs.headers().entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        return new Prepared(request, body.map(Operations::members).orElse(Map.of()), key);
    }

    /** The description of a service, if it has one. */
    public Optional<ApiDescription> describe(Service service) {
        return service.openapi()
                .map(file -> descriptions.computeIfAbsent(service.name(), n -> ApiDescription.read(file)));
    }

    /**
     * A token of an identity.
     *
     * @throws OperationException if the target has no such identity
     */
    public String token(String identity) {
        Identity known = voyage.environment().target().identities().get(identity);
        if (known == null) {
            throw new OperationException("the target has no identity \"" + identity + "\"");
        }
        return voyage.token(known);
    }

    private static Operation declared(Service service, String operation, Optional<ApiOperation> described) {
        List<String> names = new ArrayList<>(List.of(operation));
        described.ifPresent(d -> names.addAll(List.of(d.id(), d.route())));
        return names.stream()
                .flatMap(name -> Optional.ofNullable(service.operations().get(name)).stream())
                .findFirst()
                .orElseGet(() -> Operation.of(operation));
    }

    private static String fill(Known known, Map<String, String> given) {
        String path = known.path();
        while (path.indexOf('{') >= 0) {
            int from = path.indexOf('{');
            String name = path.substring(from + 1, path.indexOf('}', from));
            String value = Optional.ofNullable(given.get(name))
                    .or(() -> known.described()
                            .flatMap(d -> d.parameters().stream()
                                    .filter(p ->
                                            p.in().equals("path") && p.name().equals(name))
                                    .flatMap(p -> p.example().stream())
                                    .map(JsonNode::asString)
                                    .findFirst()))
                    .orElseThrow(() -> new OperationException("no value for the path parameter {" + name + "} of "
                            + known.method() + " " + known.path() + "; give the parameter an example in the OpenAPI"
                            + " description"));
            path = path.substring(0, from) + encode(value) + path.substring(path.indexOf('}', from) + 1);
        }
        return path;
    }

    private String query(String service, Known known) {
        StringBuilder query = new StringBuilder();
        for (Parameter parameter : required(known, "query")) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(encode(parameter.name()))
                    .append('=')
                    .append(encode(value(service, parameter)));
        }
        return query.toString();
    }

    /** The parameter's example, else a value that its schema allows. */
    private String value(String service, Parameter parameter) {
        return parameter
                .example()
                .or(() -> samples(service).full(parameter.schema()))
                .map(JsonNode::asString)
                .orElseThrow(() -> new OperationException("no value for the parameter " + parameter.name()
                        + "; give it an example in the OpenAPI description"));
    }

    /** Path parameters of the form that an operation takes, but of an object that does not exist. */
    public Map<String, String> ofNoObject(String service, ApiOperation operation) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Parameter parameter : operation.parameters()) {
            if (parameter.in().equals("path")) {
                values.put(
                        parameter.name(),
                        samples(service)
                                .full(parameter.schema())
                                .map(JsonNode::asString)
                                .orElse("seatrial-unknown"));
            }
        }
        return values;
    }

    private SchemaSamples samples(String service) {
        ApiDescription description =
                describe(voyage.environment().service(service).spec()).orElseThrow();
        return new SchemaSamples(description, new DescribedSchemas(description), voyage.random());
    }

    private static List<Parameter> required(Known known, String in) {
        return known.described().stream()
                .flatMap(d -> d.parameters().stream())
                .filter(p -> p.required() && p.in().equals(in))
                .toList();
    }

    private Optional<JsonNode> body(String service, Known known, Optional<Path> given) {
        Optional<Path> file = given.or(() -> known.declared().example());
        if (file.isPresent()) {
            try {
                return Optional.of(JSON.readTree(Files.readString(file.get())));
            } catch (IOException | JacksonException e) {
                throw new OperationException("cannot use the body " + file.get() + ": " + e.getMessage(), e);
            }
        }
        Optional<Body> body = known.described().flatMap(ApiOperation::body);
        Optional<Content> content =
                body.flatMap(b -> b.content().values().stream().findFirst());
        Optional<JsonNode> value = content.flatMap(
                c -> c.examples().stream().findFirst().or(() -> c.schema().flatMap(samples(service)::full)));
        if (body.isPresent() && body.get().required() && value.isEmpty()) {
            throw new OperationException(known.method() + " " + known.path() + " needs a body and has no example;"
                    + " give it one in the OpenAPI description, or \"example:\" in seatrial.yaml");
        }
        return value;
    }

    private static String mediaType(Known known) {
        return known.described()
                .flatMap(ApiOperation::body)
                .flatMap(b -> b.content().keySet().stream().findFirst())
                .orElse("application/json");
    }

    private static JsonNode vary(JsonNode body, List<String> members) {
        if (!(body.deepCopy() instanceof ObjectNode copy)) {
            return body;
        }
        members.forEach(member -> copy.put(member, "st-" + UUID.randomUUID()));
        return copy;
    }

    private static Map<String, String> members(JsonNode body) {
        Map<String, String> members = new LinkedHashMap<>();
        body.properties().forEach(m -> {
            if (m.getValue().isValueNode()) {
                members.put(m.getKey(), m.getValue().asString());
            }
        });
        return members;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
