package dev.seatrial.chaos.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

/** Reads the list of proxies that {@code -config} names, and says where it is wrong before anything is started. */
final class ConfigFile {

    private static final String EXAMPLE =
            "\nIt is a JSON list such as [{\"name\":\"db\",\"listen\":\"127.0.0.1:15432\","
                    + "\"upstream\":\"127.0.0.1:5432\"}].";

    private final Path file;

    private ConfigFile(Path file) {
        this.file = file;
    }

    /** Why it cannot be used, with the place. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message + EXAMPLE);
        }
    }

    /**
     * Its bytes.
     *
     * @throws Unusable if there is no such file, or it is no list of proxies each of which has a name of its own and an upstream
     */
    static byte[] read(Path file) throws Unusable {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new Unusable("cannot use the configuration " + file + ": there is no such file");
        } catch (IOException e) {
            throw new Unusable("cannot read the configuration " + file + ": " + e.getMessage());
        }
        try (JsonParser json = JsonMapper.shared().createParser(bytes)) {
            new ConfigFile(file).list(json);
        } catch (JacksonException e) {
            throw new Unusable(at(file, e.getLocation()) + ": this is not JSON: " + e.getOriginalMessage());
        }
        return bytes;
    }

    private void list(JsonParser json) throws Unusable {
        if (json.nextToken() != JsonToken.START_ARRAY) {
            throw new Unusable(at(file, json.currentTokenLocation()) + ": expected a list of proxies");
        }
        Set<String> names = new HashSet<>();
        for (int number = 1; json.nextToken() != JsonToken.END_ARRAY; number++) {
            String place = at(file, json.currentTokenLocation());
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw new Unusable(place + ": proxy " + number + " must be an object");
            }
            String name = proxy(json, place + ": proxy " + number);
            if (!names.add(name)) {
                throw new Unusable(place + ": proxy " + number + " has the name \"" + name + "\" of one before it");
            }
        }
    }

    /** One proxy's name. Members that nobody knows are left alone, as the original leaves them. */
    private String proxy(JsonParser json, String what) throws Unusable {
        String name = "";
        String upstream = "";
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String member = json.currentName();
            JsonToken value = json.nextToken();
            boolean right = switch (member) {
                case "name", "upstream", "listen" -> value == JsonToken.VALUE_STRING;
                case "enabled" -> value.isBoolean() || value == JsonToken.VALUE_NULL;
                default -> true;
            };
            if (!right) {
                throw new Unusable(at(file, json.currentTokenLocation()) + ": \"" + member + "\" must be "
                        + (member.equals("enabled") ? "true or false" : "a string"));
            }
            if (member.equals("name")) {
                name = json.getString();
            } else if (member.equals("upstream")) {
                upstream = json.getString();
            }
            json.skipChildren();
        }
        if (name.isEmpty() || upstream.isEmpty()) {
            throw new Unusable(what + " has no \"" + (name.isEmpty() ? "name" : "upstream") + "\"");
        }
        return name;
    }

    private static String at(Path file, TokenStreamLocation place) {
        return file + ":" + place.getLineNr() + ":" + place.getColumnNr();
    }
}
