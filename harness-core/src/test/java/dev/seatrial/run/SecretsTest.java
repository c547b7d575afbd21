package dev.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {

    private final Secrets secrets = new Secrets();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Authorization: Bearer abcdefgh12345 | Authorization: Bearer ***",
                "Basic dXNlcjpwYXNz | Basic ***",
                "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.sig_-1 | ***",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0. | ***",
                "{\"password\":\"hush\"} | {\"password\":\"****\"}",
                "{\\\"password\\\":\\\"hush\\\"} | {\\\"password\\\":\\\"****\\\"}",
                "postgres://orders:hush@127.0.0.1/db | postgres://orders:***@127.0.0.1/db",
                "http://x/?api_key=hush&a=1 | http://x/?api_key=***&a=1",
                "the bearer of news | the bearer of news",
                "{\"passwordless\":\"yes\"} | {\"passwordless\":\"yes\"}",
            })
    void blanksWhatLooksLikeASecretAndNothingElse(String text, String clean) {
        assertThat(secrets.redact(text)).isEqualTo(clean);
    }

    @Test
    void clearingTwiceChangesNothing() {
        String once = secrets.redact("Bearer abcdefgh12345 ?token=abc {\"secret\":\"abc\"} a://b:c@d");
        assertThat(secrets.redact(once)).isEqualTo(once);
    }

    @Test
    void theLongerOfTwoSecretsIsBlankedWhole() {
        secrets.add("harbour");
        secrets.add("harbour-master");
        assertThat(secrets.redact("harbour-master, harbour")).isEqualTo("***, ***");
    }

    @Test
    void leavesShortValuesAndNamesOfTheTargetReadable() {
        Secrets known = Secrets.of(new FakeEnvironment(
                FakeEnvironment.target(java.util.List.of(), java.util.List.of(), "payments")
                        .withSecrets(Set.of("payments", "8080", "canary-value")),
                java.util.List.of(),
                Set.of()));
        assertThat(known.redact("payments on 8080 with canary-value")).isEqualTo("payments on 8080 with ***");
    }
}
