package dev.seatrial.suite.resilience;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows the stack traces of the usual languages. */
final class StackTraces {

    private static final Pattern ANY = Pattern.compile(String.join(
            "|",
            "(?:\\b|\\\\t)at [\\w.$/@<>]+\\((?:[\\w$]+\\.(?:java|kt|scala|groovy):\\d+|Native Method|Unknown Source)\\)", // JVM, also within JSON
            "Traceback \\(most recent call last\\)", // Python
            "\\bgoroutine \\d+ \\[", // Go
            "\\bat (?:[\\w.<>$ \\[\\]]+ \\()?(?:file://)?[\\w./\\\\:@-]+\\.[cm]?[jt]s:\\d+:\\d+", // JavaScript
            "\\bin [\\w./\\\\: -]+\\.cs:line \\d+", // .NET
            "[\\w./-]+\\.rb:\\d+:in [`']", // Ruby
            "#\\d+ [\\w./-]+\\.php\\(\\d+\\)")); // PHP

    private StackTraces() {}

    /** The first line of a stack trace in a text. */
    static Optional<String> in(String text) {
        Matcher matcher = ANY.matcher(text);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }
}
