package dev.seatrial.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConsoleWriterTest {

    private static final String TEXT = new ConsoleWriter().text(SampleReport.rich());

    @Test
    void tellsAFindingInFull() {
        assertThat(TEXT).startsWith("""
                        violated IDEMP-002 payments/createPayment
                          A replayed request has no second effect
                          level     MUST
                          did       sent POST /payments, and the same request again with the same
                                    Idempotency-Key after the first was answered
                          saw       2 rows in payments with the reference 8f2c1d77 after both requests,
                                    answers 201 and 201 with the ids 41 and 42
                          expected  1 row, and the first answer again
                        """);
    }

    @Test
    void givesACommandThatCanBeCopied() {
        assertThat(TEXT).contains("""
                          replay    curl -sS -i --http1.1 --path-as-is -X POST \\
                                      http://127.0.0.1:41873/payments \\
                                      -H "Authorization: Bearer $TOKEN" \\
                        """);
    }

    @Test
    void tellsWhyItCouldNotBeTold() {
        assertThat(TEXT).contains("""
                        inconclusive IDEMP-015 payments/createPayment
                          Twenty requests at once with one key have one effect
                          why       only 14 of 20 requests reached payments (6 connections were refused
                                    by the link), so the race was not run
                        """);
    }

    @Test
    void namesWaiversAndWhatDidNotApply() {
        assertThat(TEXT)
                .contains(
                        "waived HEALTH-001 notifications (violated: 503 from /livez) until 2027-03-01:\n"
                                + "       replaced by the new service in March",
                        "inapplicable EVENT-001: no event channel is declared",
                        "note: the waiver of RES-003 for inventory covered nothing;");
    }

    @Test
    void endsWithTheVerdict() {
        assertThat(TEXT)
                .contains("seed 734512986")
                .endsWith("\nVIOLATES  2 violated, 2 inconclusive, 5 satisfied, 1 inapplicable, 1 waived\n");
    }

    @Test
    void keepsTo80ColumnsButForWordsThatAreLonger() {
        assertThat(TEXT.lines())
                .allSatisfy(
                        line -> assertThat(line.length() <= 80 || line.strip().startsWith("--data-binary"))
                                .as(line)
                                .isTrue());
    }

    @Test
    void usesColoursOnlyWhenAsked() {
        assertThat(TEXT).doesNotContain("\u001b");
        assertThat(new ConsoleWriter(true).text(SampleReport.rich()))
                .contains("\u001b[31mviolated\u001b[0m", "\u001b[1;31mVIOLATES\u001b[0m");
    }

    @Test
    void anEmptyRunIsSaidToBeEmpty() {
        assertThat(new ConsoleWriter().text(SampleReport.rich().withResults(java.util.List.of())))
                .endsWith("INCONCLUSIVE  no check was run\n");
    }
}
