package dev.seatrial.schema.output;

import java.io.PrintStream;

/** A way to write findings down. */
public enum Format {
    /** For people. */
    TEXT {
        @Override
        void write(Tally tally, PrintStream out) {
            for (Found each : tally.found()) {
                out.println(each.source() + ":" + each.problem());
                if (!each.problem().schema().isEmpty()) {
                    out.println("    " + each.problem().schema());
                }
            }
            out.println(tally.summary());
        }
    },
    /** One object. */
    JSON {
        @Override
        void write(Tally tally, PrintStream out) {
            out.println(JsonReport.of(tally));
        }
    },
    /** Static analysis results 2.1.0. */
    SARIF {
        @Override
        void write(Tally tally, PrintStream out) {
            out.println(SarifReport.of(tally));
        }
    },
    /** JUnit XML, a case a source. */
    JUNIT {
        @Override
        void write(Tally tally, PrintStream out) {
            JunitReport.write(tally, out);
        }
    },
    /** GitHub's annotations. */
    GITHUB {
        @Override
        void write(Tally tally, PrintStream out) {
            GithubAnnotations.write(tally, out);
        }
    };

    abstract void write(Tally tally, PrintStream out);

    /** Writes all that was found. */
    public void print(Tally tally, PrintStream out) {
        write(tally, out);
        out.flush();
    }
}
