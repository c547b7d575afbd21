package dev.seatrial.environment;

/** What a check may need of an environment. One that lacks it makes the check Inapplicable before anything runs. */
public enum Capability {
    /** Links keep a ledger of requests. */
    LEDGER("a ledger of what went over the links"),
    /** Links take faults. */
    FAULTS("faults on the links"),
    /** Services can be signalled, killed and started again. */
    LIFECYCLE("services that can be stopped and started"),
    /** Databases can be asked for their sessions and for the effects of operations. */
    SQL("access to the databases"),
    /** Topics can be read. */
    EVENTS("access to the broker's topics"),
    /** Spans that services export are collected. */
    SPANS("collected traces"),
    /** What services write to stdout is kept. */
    LOGS("the services' logs");

    private final String means;

    Capability(String means) {
        this.means = means;
    }

    /** The capability in words, to complete "this environment lacks …". */
    public String means() {
        return means;
    }
}
