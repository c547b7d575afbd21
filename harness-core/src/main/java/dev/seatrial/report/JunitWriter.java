package dev.seatrial.report;

import dev.seatrial.check.Finding;
import dev.seatrial.check.Outcome;
import dev.seatrial.run.CheckResult;
import dev.seatrial.run.Outcomes;
import java.io.StringWriter;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The report as JUnit XML, in the shape that CI servers read: a suite for each suite, a case for each check and subject.
 * A violation is a failure, an inconclusive result an error; what is inapplicable or waived is skipped.
 */
public final class JunitWriter implements ReportWriter {

    @Override
    public String id() {
        return "junit";
    }

    @Override
    public Optional<String> file() {
        return Optional.of("junit.xml");
    }

    @Override
    public String text(Report report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            write(xml, report);
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML into memory cannot fail", e);
        }
        return text + "\n";
    }

    private static void write(XMLStreamWriter xml, Report report) throws XMLStreamException {
        Map<String, List<CheckResult>> suites = new LinkedHashMap<>();
        report.results()
                .forEach(result -> suites.computeIfAbsent(result.requirement().suite(), suite -> new ArrayList<>())
                        .add(result));
        xml.writeStartElement("testsuites");
        xml.writeAttribute("name", clean("seatrial " + report.system()));
        totals(xml, report.results());
        for (Map.Entry<String, List<CheckResult>> suite : suites.entrySet()) {
            suite(xml, report, suite.getKey(), suite.getValue());
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
    }

    private static void totals(XMLStreamWriter xml, List<CheckResult> results) throws XMLStreamException {
        xml.writeAttribute("tests", Integer.toString(results.size()));
        xml.writeAttribute("failures", count(results, "failure"));
        xml.writeAttribute("errors", count(results, "error"));
    }

    private static void suite(XMLStreamWriter xml, Report report, String name, List<CheckResult> results)
            throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", clean(report.system() + "." + name));
        totals(xml, results);
        xml.writeAttribute("skipped", count(results, "skipped"));
        xml.writeAttribute(
                "time", seconds(results.stream().map(CheckResult::took).reduce(Duration.ZERO, Duration::plus)));
        // Without a zone, as the schemas ask.
        xml.writeAttribute(
                "timestamp",
                DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                        report.start().atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS)));
        xml.writeAttribute("hostname", "localhost");
        xml.writeCharacters("\n    ");
        xml.writeStartElement("properties");
        property(xml, "environment", report.provider());
        property(xml, "seed", Long.toString(report.seed()));
        property(xml, "seatrial", report.tool());
        xml.writeCharacters("\n    ");
        xml.writeEndElement();
        for (CheckResult result : results) {
            testcase(xml, report, result);
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private static void property(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeCharacters("\n      ");
        xml.writeEmptyElement("property");
        xml.writeAttribute("name", name);
        xml.writeAttribute("value", clean(value));
    }

    private static void testcase(XMLStreamWriter xml, Report report, CheckResult result) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", clean(result.name()));
        xml.writeAttribute(
                "classname", clean(report.system() + "." + result.requirement().suite()));
        xml.writeAttribute("time", seconds(result.took()));
        String element = element(result);
        if (!element.isEmpty()) {
            xml.writeCharacters("\n      ");
            xml.writeStartElement(element);
            xml.writeAttribute("message", clean(message(result)));
            if (!element.equals("skipped")) {
                xml.writeAttribute("type", Outcomes.kind(result.outcome()));
                xml.writeCharacters(clean(body(result)));
            }
            xml.writeEndElement();
            xml.writeCharacters("\n    ");
        }
        xml.writeEndElement();
    }

    private static String element(CheckResult result) {
        if (result.outcome() instanceof Outcome.Satisfied) {
            return "";
        }
        if (result.waiver().isPresent() || result.outcome() instanceof Outcome.Inapplicable) {
            return "skipped";
        }
        return result.outcome() instanceof Outcome.Violated ? "failure" : "error";
    }

    private static String message(CheckResult result) {
        return result.waiver()
                        .map(w -> "waived until " + w.expires() + ", " + w.reason() + ": ")
                        .orElse("")
                + Outcomes.detail(result.outcome());
    }

    private static String body(CheckResult result) {
        StringJoiner text = new StringJoiner("\n\n");
        text.add(result.requirement().title());
        if (result.outcome() instanceof Outcome.Violated violated) {
            violated.findings().forEach(finding -> text.add(finding(finding)));
        }
        result.notes().forEach(text::add);
        return text.toString();
    }

    private static String finding(Finding finding) {
        return "did: " + finding.did() + "\nsaw: " + finding.saw() + "\nexpected: " + finding.expected() + "\nmend: "
                + finding.mend()
                + (finding.replay().isEmpty() ? "" : "\nreplay: " + finding.replay());
    }

    private static String count(List<CheckResult> results, String element) {
        return Long.toString(
                results.stream().filter(r -> element(r).equals(element)).count());
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
    }

    /** XML 1.0 has no way to write most control characters. */
    private static String clean(String text) {
        return text.codePoints()
                .map(c -> c == '\t'
                                || c == '\n'
                                || c == '\r'
                                || (c >= 0x20 && c <= 0xD7FF)
                                || (c >= 0xE000 && c <= 0xFFFD)
                                || c >= 0x10000
                        ? c
                        : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
