package dev.seatrial.check;

import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * What a disturbing check touches while it looks at a subject. Two may look side by side only where neither disturbs
 * anything that the other disturbs or relies on.
 */
public sealed interface Reach {

    /** Nothing may run beside it. */
    record Everything() implements Reach {
        @Override
        public boolean leaves(Reach other) {
            return false;
        }
    }

    /**
     * Some services.
     *
     * @param disturbed those whose answers may not be as usual meanwhile
     * @param reliedOn those that must be as usual, or what is seen of the subject is not the subject's doing
     */
    record Services(Set<String> disturbed, Set<String> reliedOn) implements Reach {
        public Services {
            disturbed = Set.copyOf(disturbed);
            reliedOn = Set.copyOf(reliedOn);
        }

        @Override
        public boolean leaves(Reach other) {
            return other instanceof Services services
                    && Collections.disjoint(disturbed, services.disturbed)
                    && Collections.disjoint(disturbed, services.reliedOn)
                    && Collections.disjoint(reliedOn, services.disturbed);
        }
    }

    /** Whether a look of this reach and one of the other leave each other alone. */
    boolean leaves(Reach other);

    /** The whole system. */
    static Reach everything() {
        return new Everything();
    }

    /**
     * A fault of one service: it disturbs the service and all that call it, through however many others, and relies on
     * the service and on all that it calls. Events do not carry it: who waits for an event answers meanwhile as usual. A
     * check that judges what events bring about reaches further than this.
     */
    static Reach of(String service, Target target) {
        return new Services(
                closure(service, name -> callers(name, target)), closure(service, name -> providers(name, target)));
    }

    private static Set<String> closure(String start, Function<String, Set<String>> next) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(start));
        while (!open.isEmpty()) {
            String name = open.removeFirst();
            if (found.add(name)) {
                open.addAll(next.apply(name));
            }
        }
        return found;
    }

    private static Set<String> callers(String provider, Target target) {
        Set<String> callers = new LinkedHashSet<>();
        for (Service service : target.services().values()) {
            if (service.calls().containsKey(provider)) {
                callers.add(service.name());
            }
        }
        return callers;
    }

    private static Set<String> providers(String consumer, Target target) {
        Service service = target.services().get(consumer);
        return service == null ? Set.of() : service.calls().keySet();
    }
}
