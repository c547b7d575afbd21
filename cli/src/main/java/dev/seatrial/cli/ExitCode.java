package dev.seatrial.cli;

/** The exit codes of every command. That of a verdict is {@link dev.seatrial.verdict.Verdict#exitCode()}. */
final class ExitCode {

    static final int OK = 0;
    /** Violated, or the gate is shut. */
    static final int VIOLATED = 1;
    /** Usage or bad input. */
    static final int USAGE = 2;
    /** The environment failed: engine, cluster, port. */
    static final int ENVIRONMENT = 4;
    /** A bug of ours (sysexits' EX_SOFTWARE). */
    static final int BUG = 70;
    /** Stopped by Ctrl-C (128 + SIGINT). */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
