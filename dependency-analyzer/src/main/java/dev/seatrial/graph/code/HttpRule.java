package dev.seatrial.graph.code;

import dev.seatrial.graph.model.EdgeKind;
import java.util.regex.Pattern;

/**
 * A function or method of a library that calls another program.
 *
 * @param callee the library's name of it, as {@code axios.create().get}
 * @param url position of the address or path, -1 for none
 * @param urlKeys names of the address among options
 * @param verb position of the HTTP method, -1 where the name or the options tell
 * @param base where the client that it belongs to takes its base: position, -1 for none
 * @param baseKeys names of the base among the client's options
 */
record HttpRule(Pattern callee, int url, String urlKeys, int verb, int base, String baseKeys, EdgeKind kind) {

    static HttpRule function(String callee, int url, String urlKeys) {
        return new HttpRule(Pattern.compile(callee), url, urlKeys, -1, -1, "", EdgeKind.HTTP);
    }

    static HttpRule verbFirst(String callee, int verb) {
        return new HttpRule(Pattern.compile(callee), verb + 1, "url", verb, -1, "", EdgeKind.HTTP);
    }

    static HttpRule client(String callee, int url, int base, String baseKeys) {
        return new HttpRule(Pattern.compile(callee), url, "url|path", -1, base, baseKeys, EdgeKind.HTTP);
    }

    static HttpRule gateway(String callee, int url, String urlKeys) {
        return new HttpRule(Pattern.compile(callee), url, urlKeys, -1, -1, "", EdgeKind.GATEWAY);
    }

    static HttpRule grpc(String callee, int url, String urlKeys) {
        return new HttpRule(Pattern.compile(callee), url, urlKeys, -1, -1, "", EdgeKind.GRPC);
    }
}
