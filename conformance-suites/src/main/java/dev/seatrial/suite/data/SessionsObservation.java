package dev.seatrial.suite.data;

import dev.seatrial.check.Observation;
import java.util.List;

/**
 * Who had sessions on a database while the system worked.
 *
 * @param resource the database, as the target names it
 * @param obstacle why the sessions could not be read, or empty
 * @param declared the services that use the database, by the target
 * @param alsoUsedBy users and application names that the owner allows besides
 * @param journeys the journeys that were made, each with why it broke, where it did
 * @param complete how many of them came to their end
 * @param samples how often the sessions were read
 * @param holders who was seen
 * @param persistentlyUnlinked how many sessions came over no link: those whose port is no link's, or, where ports are translated
 *     on the way, in every sample at least this many sessions more than connections on the links; 0 where links keep no ledger
 */
public record SessionsObservation(
        String resource,
        String obstacle,
        List<String> declared,
        List<String> alsoUsedBy,
        List<String> journeys,
        int complete,
        int samples,
        List<Holder> holders,
        int persistentlyUnlinked)
        implements Observation {

    public SessionsObservation {
        declared = List.copyOf(declared);
        alsoUsedBy = List.copyOf(alsoUsedBy);
        journeys = List.copyOf(journeys);
        holders = List.copyOf(holders);
    }

    /**
     * Sessions, or connections on a link, of one kind.
     *
     * @param service whose they are, empty where it is not known
     * @param how how that is known, or why not
     * @param user the role, empty for a link
     * @param application the name that the client gave itself, may be empty
     * @param most how many there were at once, at most
     */
    public record Holder(String service, String how, String user, String application, int most) {}
}
