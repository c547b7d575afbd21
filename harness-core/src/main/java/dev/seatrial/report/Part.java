package dev.seatrial.report;

import dev.seatrial.target.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * One service or resource of the system.
 *
 * @param name as in the target
 */
public record Part(String name, Kind kind) {

    /** What a part is. */
    public enum Kind {
        SERVICE,
        DATABASE,
        BROKER
    }

    static List<Part> of(Target target) {
        List<Part> parts = new ArrayList<>();
        target.services().keySet().forEach(name -> parts.add(new Part(name, Kind.SERVICE)));
        target.resources()
                .forEach((name, resource) -> parts.add(new Part(
                        name,
                        switch (resource.kind()) {
                            case POSTGRES -> Kind.DATABASE;
                            case KAFKA -> Kind.BROKER;
                        })));
        return parts;
    }
}
