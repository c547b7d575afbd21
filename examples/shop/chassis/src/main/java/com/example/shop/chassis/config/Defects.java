package com.example.shop.chassis.config;

import java.util.Set;

/**
 * The one defect that {@code DEFECT} switches on, for trying out what finds it. Unset, as everywhere but in such a trial,
 * every question is answered with no. DEFECTS.md lists them.
 */
public final class Defects {

    private final String active;

    private Defects(String active) {
        this.active = active;
    }

    /** @throws IllegalArgumentException if {@code DEFECT} names one that the service does not have */
    public static Defects of(Settings settings, Set<String> known) {
        String name = settings.optional("DEFECT").orElse("");
        if (!name.isEmpty() && !known.contains(name)) {
            throw new IllegalArgumentException(settings.service() + " has no defect \"" + name + "\"; it has "
                    + String.join(", ", known.stream().sorted().toList()));
        }
        return new Defects(name);
    }

    /** As {@link #of}; ends the process with exit code 2 if there is no such defect. */
    public static Defects ofProcess(Settings settings, Set<String> known) {
        try {
            return of(settings, known);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            throw e;
        }
    }

    public boolean has(String name) {
        return active.equals(name);
    }
}
