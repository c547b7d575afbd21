package dev.seatrial.graph.infer;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a component comes from, for those who want to start it.
 *
 * @param directory its build's directory below the analysed one, or that of its Dockerfile; empty for the top, and where it has
 *     neither
 * @param built whether there is a build in the directory
 * @param artifact the name of what the build gives, or empty
 * @param image the image that a compose file or manifest names, or empty
 * @param ports the ports that are known, ascending
 * @param libraries names of the libraries that the build declares
 * @param variables environment variables whose value names another component, with that component's name
 */
public record Site(
        String component,
        String directory,
        boolean built,
        String artifact,
        String image,
        List<Integer> ports,
        Set<String> libraries,
        Map<String, String> variables) {

    public Site {
        ports = List.copyOf(ports);
        libraries = Set.copyOf(libraries);
        variables = Map.copyOf(variables);
    }
}
