package dev.seatrial.chaos.toxiproxy;

import dev.seatrial.chaos.toxic.ToxicType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A toxic on a proxy. Values change, the rest does not. */
final class Toxic {

    private final String name;
    private final ToxicType type;
    private final String stream;
    private final long[] values;
    private float toxicity;

    private Toxic(String name, ToxicType type, String stream, float toxicity) {
        this.name = name;
        this.type = type;
        this.stream = stream;
        this.toxicity = toxicity;
        this.values = new long[type.attributes().size()];
    }

    /**
     * Makes one out of a request body.
     *
     * @param taken says whether a name is in use
     */
    static Toxic parse(byte[] body, java.util.function.Predicate<String> taken) throws ApiError {
        GoJson.Value json = read(body);
        String[] texts = {"", "", "downstream"};
        float[] toxicity = {1};
        GoStruct wrapper = new GoStruct("toxics.ToxicWrapper")
                .nested("attributes", "ToxicWrapper.attributes", "toxics.NoopToxic", new GoStruct(""))
                .text("name", "ToxicWrapper.name", t -> texts[0] = t)
                .text("type", "ToxicWrapper.type", t -> texts[1] = t)
                .text("stream", "ToxicWrapper.stream", t -> texts[2] = t)
                .real("toxicity", "ToxicWrapper.toxicity", f -> toxicity[0] = f);
        fit(wrapper.fill(json));
        String direction = texts[2].toLowerCase(Locale.ROOT);
        if (!direction.equals("upstream") && !direction.equals("downstream")) {
            throw new ApiError(400, "stream was invalid, can be either upstream or downstream");
        }
        String name = texts[0].isEmpty() ? texts[1] + "_" + texts[2] : texts[0];
        Optional<ToxicType> type = ToxicType.of(texts[1]);
        if (type.isEmpty()) {
            throw new ApiError(400, "invalid toxic type");
        }
        if (taken.test(name)) {
            throw new ApiError(409, "toxic already exists");
        }
        Toxic toxic = new Toxic(name, type.get(), texts[2], toxicity[0]);
        toxic.change(json, false);
        return toxic;
    }

    /** Merges the attributes and toxicity of a request body into this. All or nothing. */
    void change(byte[] body) throws ApiError {
        change(read(body), true);
    }

    private void change(GoJson.Value json, boolean update) throws ApiError {
        long[] fresh = values.clone();
        float[] freshToxicity = {toxicity};
        String goName = goName();
        GoStruct attributes = new GoStruct("toxics." + goName);
        List<String> names = type.attributes();
        for (int i = 0; i < names.size(); i++) {
            int index = i;
            attributes.integer(
                    names.get(i),
                    goName + ".attributes." + names.get(i),
                    type == ToxicType.SLICER ? "int" : "int64",
                    n -> fresh[index] = n);
        }
        GoStruct outer = new GoStruct("struct { Attributes interface {} \"json:\\\"attributes\\\"\";"
                + " Toxicity float32 \"json:\\\"toxicity\\\"\" }");
        outer.nested("attributes", ".attributes", "toxics." + goName, attributes);
        if (update) {
            outer.real("toxicity", ".toxicity", f -> freshToxicity[0] = f);
        }
        fit(outer.fill(json));
        Optional<String> objection = type.objection(fresh);
        if (objection.isPresent()) {
            throw ApiError.badBody(type.text() + ": " + objection.get());
        }
        System.arraycopy(fresh, 0, values, 0, values.length);
        toxicity = freshToxicity[0];
    }

    private String goName() {
        StringBuilder out = new StringBuilder();
        for (String word : (type == ToxicType.RESET_PEER ? "reset" : type.text()).split("_", -1)) {
            out.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return out.append("Toxic").toString();
    }

    private static GoJson.Value read(byte[] body) throws ApiError {
        try {
            return GoJson.first(body);
        } catch (GoJson.Malformed e) {
            throw ApiError.badBody(String.valueOf(e.getMessage()));
        }
    }

    private static void fit(@org.jspecify.annotations.Nullable String problem) throws ApiError {
        if (problem != null) {
            throw ApiError.badBody(problem);
        }
    }

    String name() {
        return name;
    }

    ToxicType type() {
        return type;
    }

    boolean upstream() {
        return stream.equalsIgnoreCase("upstream");
    }

    long[] values() {
        return values.clone();
    }

    float toxicity() {
        return toxicity;
    }

    String json() {
        StringBuilder out = new StringBuilder("{\"attributes\":{");
        List<String> names = type.attributes();
        for (int i = 0; i < names.size(); i++) {
            out.append(i == 0 ? "" : ",")
                    .append(GoText.quote(names.get(i)))
                    .append(':')
                    .append(values[i]);
        }
        return out.append("},\"name\":")
                .append(GoText.quote(name))
                .append(",\"type\":")
                .append(GoText.quote(type.text()))
                .append(",\"stream\":")
                .append(GoText.quote(stream))
                .append(",\"toxicity\":")
                .append(GoText.number(toxicity))
                .append('}')
                .toString();
    }

    @Override
    public String toString() {
        return name + Arrays.toString(values);
    }
}
