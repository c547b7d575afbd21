package dev.seatrial.environment.processes;

import java.util.ArrayList;
import java.util.List;

/** PostgreSQL refuses to run as root. In a user namespace of its own, root is nobody and yet owns its files. */
final class RootDisguise {

    private RootDisguise() {}

    static List<String> of(List<String> command) {
        if (!System.getProperty("user.name").equals("root")) {
            return List.copyOf(command);
        }
        List<String> words = new ArrayList<>(List.of("unshare", "--user"));
        words.addAll(command);
        return List.copyOf(words);
    }
}
