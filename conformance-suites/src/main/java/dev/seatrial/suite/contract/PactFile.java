package dev.seatrial.suite.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One Pact file.
 *
 * @param name the file's name
 * @param problem why it is no Pact, or empty
 */
record PactFile(String name, String problem, JsonNode root) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The Pact files of a directory and its sub-directories, by name. */
    static List<PactFile> in(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(PactFile::read)
                    .toList();
        } catch (IOException e) {
            return List.of(new PactFile(
                    String.valueOf(directory.getFileName()),
                    "the directory of contracts " + directory + " cannot be read: " + e,
                    JSON.createObjectNode()));
        }
    }

    private static PactFile read(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            JsonNode root = JSON.readTree(Files.readString(file));
            String problem = root.path("consumer").path("name").isString()
                            && root.path("provider").path("name").isString()
                    ? ""
                    : name + " is no Pact: it names no consumer or no provider";
            return new PactFile(name, problem, root);
        } catch (JacksonException e) {
            return new PactFile(name, name + " is no JSON: " + e.getOriginalMessage(), JSON.createObjectNode());
        } catch (IOException e) {
            return new PactFile(name, name + " cannot be read: " + e, JSON.createObjectNode());
        }
    }

    String consumer() {
        return root.path("consumer").path("name").asString("");
    }

    String provider() {
        return root.path("provider").path("name").asString("");
    }

    String metadata() {
        return JSON.writeValueAsString(
                root.path("metadata").isObject() ? root.path("metadata") : JSON.createObjectNode());
    }

    /** HTTP interactions and messages. */
    List<JsonNode> interactions() {
        List<JsonNode> all = new ArrayList<>();
        root.path("interactions").forEach(all::add);
        root.path("messages").forEach(all::add);
        return all;
    }

    static boolean http(JsonNode interaction) {
        String type = interaction.path("type").asString("Synchronous/HTTP");
        return type.equals("Synchronous/HTTP") && interaction.has("request");
    }

    /**
     * A state that a provider is to be put into.
     *
     * @param params as JSON
     */
    record State(String name, JsonNode params) {}

    /** What the consumer calls it, with its provider states. */
    static String title(JsonNode interaction) {
        List<State> states = states(interaction);
        return interaction.path("description").asString("without a description")
                + (states.isEmpty()
                        ? ""
                        : states.stream().map(State::name).collect(Collectors.joining(" and ", " (", ")")));
    }

    static List<State> states(JsonNode interaction) {
        List<State> states = new ArrayList<>();
        for (JsonNode state : interaction.path("providerStates")) {
            states.add(new State(
                    state.path("name").asString(""),
                    state.path("params").isObject() ? state.path("params") : JSON.createObjectNode()));
        }
        for (String old : List.of("providerState", "provider_state")) {
            if (interaction.path(old).isString()) {
                states.add(new State(interaction.path(old).asString(), JSON.createObjectNode()));
            }
        }
        return states;
    }
}
