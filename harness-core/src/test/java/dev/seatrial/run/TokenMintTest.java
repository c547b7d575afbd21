package dev.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.target.Identity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenMintTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder;

    private final Secrets secrets = new Secrets();
    private final TokenMint mint = new TokenMint(secrets, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void signsWithAnRsaKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        String token = mint.token(identity(pem("PRIVATE KEY", pair.getPrivate().getEncoded())));

        assertVerifies(token, Signature.getInstance("SHA256withRSA"), pair);
        assertThat(part(token, 0)).isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
        long now = NOW.getEpochSecond();
        assertThat(part(token, 1))
                .isEqualTo("{\"sub\":\"alice\",\"iat\":" + now + ",\"nbf\":" + (now - 30) + ",\"exp\":" + (now + 600)
                        + "}");
    }

    @Test
    void signsWithAnEcKeyOfAnySize() throws Exception {
        for (String[] curve : new String[][] {{"secp256r1", "256"}, {"secp384r1", "384"}, {"secp521r1", "512"}}) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve[0]));
            KeyPair pair = generator.generateKeyPair();
            Path key = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
            String token = mint.token(new Identity.Minted(curve[0], key, Map.of()));

            assertVerifies(token, Signature.getInstance("SHA" + curve[1] + "withECDSAinP1363Format"), pair);
            assertThat(part(token, 0)).contains("\"alg\":\"ES" + curve[1] + "\"");
        }
    }

    @Test
    void givesTheSameTokenForAWhileSoThatARepeatedRequestIsTheSame() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        Identity alice = identity(
                pem("PRIVATE KEY", generator.generateKeyPair().getPrivate().getEncoded()));
        String token = mint.token(alice);
        assertThat(mint.token(alice)).isEqualTo(token);
        TokenMint later = new TokenMint(secrets, Clock.offset(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofMinutes(4)));
        assertThat(later.token(alice)).isNotEqualTo(token);
        assertThat(secrets.redact("the token " + token)).isEqualTo("the token ***");
    }

    @Test
    void keepsATimeThatTheOwnerGave() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        Path key = pem("PRIVATE KEY", generator.generateKeyPair().getPrivate().getEncoded());
        assertThat(part(mint.token(new Identity.Minted("old", key, Map.of("exp", 5))), 1))
                .contains("\"exp\":5");
    }

    @Test
    void passesAGivenTokenOnAndHidesIt() {
        assertThat(mint.token(new Identity.Given("bob", "canary-token"))).isEqualTo("canary-token");
        assertThat(secrets.redact("canary-token")).isEqualTo("***");
    }

    @Test
    void saysWhatIsWrongWithAKeyAndHowToMendIt() throws Exception {
        Path pkcs1 = pem("RSA PRIVATE KEY", new byte[] {1, 2, 3});
        assertThatThrownBy(() -> mint.token(identity(pkcs1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the key " + pkcs1 + " is a \"RSA PRIVATE KEY\", expected a \"PRIVATE KEY\" (PKCS #8, not"
                        + " encrypted); convert it with: openssl pkcs8 -topk8 -nocrypt -in " + pkcs1.getFileName());
        Path junk = pem("PRIVATE KEY", new byte[] {1, 2, 3});
        assertThatThrownBy(() -> mint.token(identity(junk)))
                .hasMessage("the key " + junk + " is neither an RSA nor an EC key");
        Path text = Files.writeString(folder.resolve("text.pem"), "hello");
        assertThatThrownBy(() -> mint.token(identity(text)))
                .hasMessage("the key " + text + " is no PEM file: no \"-----BEGIN PRIVATE KEY-----\" block in it");
        Path missing = folder.resolve("missing.pem");
        assertThatThrownBy(() -> mint.token(identity(missing))).hasMessage("the key " + missing + " does not exist");
    }

    private static Identity identity(Path key) {
        return new Identity.Minted("alice", key, Map.of("sub", "alice"));
    }

    private Path pem(String kind, byte[] der) throws Exception {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Path file = Files.createTempFile(folder, "key", ".pem");
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    private static String part(String token, int index) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]), StandardCharsets.UTF_8);
    }

    private static void assertVerifies(String token, Signature signature, KeyPair pair) throws Exception {
        int dot = token.lastIndexOf('.');
        signature.initVerify(pair.getPublic());
        signature.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1))))
                .isTrue();
    }
}
