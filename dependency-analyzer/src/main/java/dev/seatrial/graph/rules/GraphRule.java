package dev.seatrial.graph.rules;

/** The rules of {@code seatrial graph check} and {@code diff}. */
public enum GraphRule {
    SYNCHRONOUS_CYCLE(
            "GRAPH-001",
            "no synchronous cycle",
            "Services that wait for each other in a circle fail together, and none can be deployed or started first.",
            "turn one of the calls into an event, or move what is asked for to the service that asks",
            "https://microservices.io/patterns/decomposition/decompose-by-business-capability.html"),
    SHARED_DATABASE(
            "GRAPH-002",
            "no shared database",
            "Services that share tables cannot change them alone, and one's load or lock is the other's outage.",
            "give each service its own database (or schema and user), and let others ask it over its API or by events",
            "https://microservices.io/patterns/data/database-per-service.html"),
    DEEP_CHAIN(
            "GRAPH-003",
            "no chain of synchronous calls deeper than allowed",
            "Each further call multiplies into the availability and adds to the latency of the first.",
            "answer from data that events keep at hand, or let an earlier service make the calls side by side",
            "https://learn.microsoft.com/en-us/azure/architecture/microservices/design/interservice-communication");

    private final String id;
    private final String title;
    private final String why;
    private final String mend;
    private final String source;

    GraphRule(String id, String title, String why, String mend, String source) {
        this.id = id;
        this.title = title;
        this.why = why;
        this.mend = mend;
        this.source = source;
    }

    /** The stable id, such as {@code GRAPH-001}. */
    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    public String why() {
        return why;
    }

    public String mend() {
        return mend;
    }

    public String source() {
        return source;
    }
}
