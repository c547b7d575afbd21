package dev.seatrial.graph.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Breaches, told apart by what the allow file says.
 *
 * @param open not allowed, or no longer
 * @param allowed allowed today, with the entry that allows it
 * @param notes what is to be known of the allow file: expired entries, entries that nothing needs
 */
public record Judgement(List<Breach> open, List<Pardon> allowed, List<String> notes) {

    /** A breach that is allowed today. */
    public record Pardon(Breach breach, Allowed.Entry entry) {}

    /** Judges on a day. */
    public static Judgement of(List<Breach> breaches, Allowed allowed, LocalDate today) {
        List<Breach> open = new ArrayList<>();
        List<Pardon> pardons = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Breach breach : breaches) {
            Allowed.Entry entry = allowed.of(breach);
            if (entry == null) {
                open.add(breach);
            } else if (entry.expired(today)) {
                open.add(breach);
                notes.add(entry.place() + ": allowed until " + entry.expires() + ", expired: "
                        + breach.rule().id() + " " + breach.subject());
            } else {
                pardons.add(new Pardon(breach, entry));
            }
        }
        allowed.entries().stream()
                .filter(e -> breaches.stream().noneMatch(e::speaksOf))
                .forEach(e ->
                        notes.add(e.place() + ": nothing here needs it; remove it: " + e.rule() + " " + e.subject()));
        return new Judgement(List.copyOf(open), List.copyOf(pardons), List.copyOf(notes));
    }
}
