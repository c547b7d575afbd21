package dev.seatrial.report;

import dev.seatrial.run.UsageException;
import java.util.Collection;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The forms in which a report can be written. */
public final class ReportForms {

    private ReportForms() {}

    /**
     * Every writer by its id.
     *
     * @throws UsageException if two have one id; the message names the classes of both
     */
    public static Map<String, ReportWriter> discover() {
        Map<String, ReportWriter> byId = new TreeMap<>();
        for (ReportWriter writer : ServiceLoader.load(ReportWriter.class)) {
            ReportWriter other = byId.putIfAbsent(writer.id(), writer);
            if (other != null) {
                throw new UsageException("two report writers have the id " + writer.id() + ": "
                        + other.getClass().getName() + " and "
                        + writer.getClass().getName()
                        + "; take one of them off the class path");
            }
        }
        return byId;
    }

    /**
     * The writer with this id.
     *
     * @throws UsageException if there is none
     */
    public static ReportWriter named(String id) {
        Map<String, ReportWriter> all = discover();
        ReportWriter writer = all.get(id);
        if (writer == null) {
            throw new UsageException(
                    "there is no report form \"" + id + "\"; expected one of " + String.join(", ", all.keySet()));
        }
        return writer;
    }

    /** The forms that go into a folder. */
    public static Collection<ReportWriter> files() {
        return discover().values().stream().filter(w -> w.file().isPresent()).toList();
    }
}
