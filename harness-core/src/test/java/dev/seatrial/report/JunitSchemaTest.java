package dev.seatrial.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.environment.cache.CacheDirectory;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;

/**
 * Holds the JUnit report against the schema of Jenkins' xUnit plugin ({@code junit-10.xsd}, which other CI servers take as
 * the format's definition too), as the source distribution of PyPI's {@code pytest} carries it.
 */
class JunitSchemaTest {

    private static final String PACKAGE = "pytest-8.4.2";
    private static final String SHA_256 = "86c0d0b93306b961d58d62a4db4879f27fe25513d4b969df351abdddb3c30e01";

    private static Schema schema;

    @BeforeAll
    static void fetch(@TempDir Path work) throws Exception {
        Path xsd = CacheDirectory.locate().resolve("testdata").resolve(PACKAGE + "-junit-10.xsd");
        if (!Files.exists(xsd)) {
            try {
                unpack(work, xsd);
            } catch (IOException e) {
                if ("true".equals(System.getenv("CI"))) {
                    throw new AssertionError("junit-10.xsd could not be fetched", e);
                }
                Assumptions.abort("junit-10.xsd could not be fetched: " + e.getMessage());
            }
        }
        schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(xsd.toFile());
    }

    private static void unpack(Path work, Path xsd) throws Exception {
        run(work, "python3", "-m", "pip", "download", "-q", "--no-deps", "--no-binary", "pytest", "pytest==8.4.2");
        Path archive = work.resolve(PACKAGE + ".tar.gz");
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive))))
                .isEqualTo(SHA_256);
        String member = PACKAGE + "/testing/example_scripts/junit-10.xsd";
        run(work, "tar", "xzf", archive.getFileName().toString(), member);
        Files.createDirectories(xsd.getParent());
        Files.move(work.resolve(member), xsd, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void run(Path work, String... command) throws IOException, InterruptedException {
        Path log = work.resolve("fetch.log");
        Process process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " failed: " + Files.readString(log));
        }
    }

    private static void validate(String xml) throws SAXException, IOException {
        schema.newValidator().validate(new StreamSource(new StringReader(xml)));
    }

    @Test
    void acceptsTheReportOfEveryKindOfOutcome() throws Exception {
        validate(new JunitWriter().text(SampleReport.rich()));
    }

    @Test
    void acceptsTheReportOfARunThatCheckedNothing() throws Exception {
        validate(new JunitWriter().text(SampleReport.rich().withResults(List.of())));
    }

    @Test
    void refusesWhatIsNotAReport() {
        assertThatThrownBy(() -> validate("<testsuites><test/></testsuites>")).isInstanceOf(SAXException.class);
    }
}
