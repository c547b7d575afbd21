package dev.seatrial.schema.output;

import java.io.PrintStream;

/**
 * The findings as GitHub's workflow commands.
 *
 * @see <a href="https://docs.github.com/actions/reference/workflow-commands-for-github-actions">Workflow commands</a>
 */
final class GithubAnnotations {
    private GithubAnnotations() {}

    static void write(Tally tally, PrintStream out) {
        for (Found found : tally.found()) {
            out.println("::error file=" + property(found.source())
                    + ",line=" + found.problem().position().line()
                    + ",col=" + found.problem().position().column()
                    + ",title=" + property(found.problem().keyword())
                    + "::" + data(found.problem().sentence()));
        }
        out.println((tally.exitCode() == 0 ? "::notice::" : "::error::") + data(tally.summary()));
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
