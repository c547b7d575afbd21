package dev.seatrial.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.seatrial.environment.Capability;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReportJsonTest {

    @Test
    void readsWhatItWrote() {
        Report report = SampleReport.rich();
        assertThat(ReportJson.read(ReportJson.write(report))).isEqualTo(report);
    }

    @Test
    void showsWhatWasObservedAsJson() {
        assertThat(ReportJson.write(SampleReport.rich())).contains("\"effects\" : [ 0, 1, 2 ]");
    }

    @Test
    void keepsToItsPublishedSchema() throws IOException {
        Schema schema = schema();
        assertThat(schema.validate(ReportJson.write(SampleReport.rich()), InputFormat.JSON))
                .isEmpty();
        assertThat(schema.validate(ReportJson.write(SampleReport.conforming()), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNoReport() throws IOException {
        String json = ReportJson.write(SampleReport.rich());
        Schema schema = schema();
        for (String broken : new String[] {
            json.replace("\"format\" : 1", "\"format\" : 2"),
            json.replace("\"VIOLATES\"", "\"FINE\""),
            json.replace("\"kind\" : \"Satisfied\"", "\"kind\" : \"Violated\""),
            json.replace("\"seed\"", "\"sed\"")
        }) {
            assertThat(broken).isNotEqualTo(json);
            assertThat(schema.validate(broken, InputFormat.JSON)).isNotEmpty();
        }
    }

    @Test
    void saysWhatIsWrongWithWhatItCannotRead() {
        assertThatThrownBy(() -> ReportJson.read("{\n  \"format\": ,"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not JSON, line 2: ");
        assertThatThrownBy(() -> ReportJson.read("[]"))
                .hasMessage("not a report of Seatrial: no number \"format\" in it");
        assertThatThrownBy(() -> ReportJson.read("{\"format\": 7, \"tool\": \"9.1\"}"))
                .hasMessage("the report has format 7, this Seatrial reads 1; use the version that wrote it: 9.1");
        assertThatThrownBy(() -> ReportJson.read("{\"format\": 1, \"seed\": \"x\"}"))
                .hasMessageStartingWith("this is no Report: ");
    }

    @Test
    void theHashNamesOneReport() {
        Report report = SampleReport.rich();
        assertThat(ReportJson.hash(report))
                .matches("[0-9a-f]{64}")
                .isEqualTo(ReportJson.hash(ReportJson.read(ReportJson.write(report))))
                .isNotEqualTo(ReportJson.hash(SampleReport.conforming()));
    }

    @Test
    void theTextDoesNotDependOnTheOrderOfASet() {
        Report report = SampleReport.rich();
        Report needy =
                report.withResults(java.util.List.of(SampleReport.needing(java.util.Set.of(Capability.values()))));
        assertThat(ReportJson.write(needy))
                .contains(
                        "\"needs\" : [ \"EVENTS\", \"FAULTS\", \"LEDGER\", \"LIFECYCLE\", \"LOGS\", \"SPANS\", \"SQL\" ]");
    }

    private static Schema schema() throws IOException {
        try (InputStream in = Report.class.getResourceAsStream("report.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        }
    }
}
