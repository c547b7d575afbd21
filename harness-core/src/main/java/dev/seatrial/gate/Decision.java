package dev.seatrial.gate;

import java.util.List;

/** What a gate came to. */
public sealed interface Decision {

    /** Why, at least one reason. */
    List<String> reasons();

    /** SHA-256 of the report that was decided on, see {@link dev.seatrial.report.ReportJson#hash}. */
    String reportHash();

    /** The exit code of a command that ends with this decision. */
    int exitCode();

    /** What was checked may go on. Only {@link Gate} makes one. */
    final class Open implements Decision {

        private final List<String> reasons;
        private final String reportHash;

        Open(List<String> reasons, String reportHash) {
            this.reasons = List.copyOf(reasons);
            this.reportHash = reportHash;
        }

        @Override
        public List<String> reasons() {
            return reasons;
        }

        @Override
        public String reportHash() {
            return reportHash;
        }

        @Override
        public int exitCode() {
            return 0;
        }

        @Override
        public String toString() {
            return "open: " + String.join("; ", reasons);
        }
    }

    /** What was checked goes no further. */
    record Shut(List<String> reasons, String reportHash) implements Decision {
        public Shut {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a gate is not shut without a reason");
            }
        }

        @Override
        public int exitCode() {
            return 1;
        }

        @Override
        public String toString() {
            return "shut: " + String.join("; ", reasons);
        }
    }
}
