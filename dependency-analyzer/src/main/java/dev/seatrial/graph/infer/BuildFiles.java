package dev.seatrial.graph.infer;

import dev.seatrial.graph.config.BadFileException;
import dev.seatrial.graph.files.SourceFile;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a build file says.
 *
 * @param artifact own name, or empty
 * @param parent name of the parent, or empty
 * @param dependencies artifact names, without those for tests
 * @param aggregate whether it only holds other builds
 * @param runnable whether it makes something to start of a main class
 */
record BuildFiles(String artifact, String parent, Set<String> dependencies, boolean aggregate, boolean runnable) {

    /**
     * Plugins that make something to start of a module with a main class.
     *
     * @see <a href="https://maven.apache.org/plugins/maven-shade-plugin/examples/executable-jar.html">Maven Shade:
     *     executable JAR</a>
     * @see <a href="https://github.com/GoogleContainerTools/jib/tree/master/jib-maven-plugin">Jib: images without a
     *     Dockerfile</a>
     * @see <a href="https://docs.gradle.org/current/userguide/application_plugin.html">Gradle: the application plugin</a>
     */
    private static final Set<String> PACKAGERS = Set.of(
            "maven-shade-plugin",
            "maven-assembly-plugin",
            "exec-maven-plugin",
            "appassembler-maven-plugin",
            "jib-maven-plugin",
            "docker-maven-plugin",
            "dockerfile-maven-plugin",
            "spring-boot-maven-plugin",
            "quarkus-maven-plugin",
            "micronaut-maven-plugin",
            "vertx-maven-plugin",
            "helidon-maven-plugin",
            "payara-micro-maven-plugin",
            "liberty-maven-plugin",
            "wildfly-maven-plugin",
            "thorntail-maven-plugin");

    private static final Pattern GRADLE_RUNS = Pattern.compile(
            "(?:id|apply plugin:)\\s*\\(?\\s*['\"](?:application|com\\.github\\.johnrengelman\\.shadow|com\\.gradleup\\.shadow"
                    + "|com\\.google\\.cloud\\.tools\\.jib|org\\.springframework\\.boot|io\\.quarkus|io\\.micronaut\\.application|io\\.ktor\\.plugin)['\"]"
                    + "|\\bmainClass(?:Name)?\\b|(?m:^)\\s*application\\s*(?:\\{|$)");

    private static final Pattern GRADLE = Pattern.compile(
            "\\b(?!test)(\\w{0,40}(?:ompile|mplementation|untime|pi)\\w{0,40})\\s*\\(?\\s*(?:platform\\()?['\"][^:'\"]+:([^:'\"]+)(?::[^'\"]*)?['\"]");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern GRADLE_PROJECT = Pattern.compile("project\\(\\s*['\"]:?([^'\"]+)['\"]");

    /** Whether the file is a build file that this reads. */
    static boolean is(SourceFile file) {
        return Set.of(
                                "pom.xml",
                                "build.gradle",
                                "build.gradle.kts",
                                "package.json",
                                "go.mod",
                                "pyproject.toml",
                                "requirements.txt",
                                "setup.py")
                        .contains(file.fileName())
                || file.fileName().endsWith(".csproj");
    }

    static BuildFiles read(SourceFile file) throws IOException, BadFileException {
        String text = file.text();
        if (file.fileName().equals("pom.xml")) {
            return maven(text);
        } else if (file.fileName().startsWith("build.gradle")) {
            return gradle(text);
        }
        return new BuildFiles(name(file.fileName(), text), "", Set.of(), false, false);
    }

    /**
     * The name that a build file of another language gives.
     *
     * @see <a href="https://docs.npmjs.com/cli/configuring-npm/package-json#name">npm: package.json, name</a>
     * @see <a href="https://packaging.python.org/en/latest/specifications/pyproject-toml/#name">PyPA: pyproject.toml, name</a>
     * @see <a href="https://go.dev/ref/mod#go-mod-file-module">Go: go.mod, module</a>
     * @see <a href="https://learn.microsoft.com/dotnet/core/project-sdk/msbuild-props">.NET: AssemblyName, by default the
     *     file's name</a>
     */
    private static String name(String file, String text) throws BadFileException {
        if (file.equals("package.json")) {
            try {
                String name = JSON.readTree(text).path("name").asString("");
                return name.substring(name.lastIndexOf('/') + 1);
            } catch (JacksonException e) {
                throw new BadFileException("no valid JSON: " + e.getOriginalMessage());
            }
        } else if (file.endsWith(".csproj")) {
            return first("<AssemblyName>\\s*([\\w.-]+)\\s*<", text)
                    .orElse(file.substring(0, file.length() - ".csproj".length()));
        }
        return switch (file) {
            case "pyproject.toml" ->
                first("(?m)^\\[(?:project|tool\\.poetry)]\\s*$(?s:.*?)(?m:^)name\\s*=\\s*[\"']([^\"']+)", text)
                        .orElse("");
            case "go.mod" ->
                first("(?m)^module\\s+\"?([^\\s\"]+)", text)
                        .map(m -> m.replaceFirst("/v\\d+$", "").replaceFirst("^.*/", ""))
                        .orElse("");
            default -> "";
        };
    }

    private static Optional<String> first(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static BuildFiles gradle(String text) {
        String code = text.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)^\\s*//.*$", "");
        Set<String> found = new TreeSet<>();
        Matcher matcher = GRADLE.matcher(code);
        while (matcher.find()) {
            if (!matcher.group(1).startsWith("test")) {
                found.add(matcher.group(2));
            }
        }
        Matcher projects = GRADLE_PROJECT.matcher(code);
        while (projects.find()) {
            found.add(projects.group(1).substring(projects.group(1).lastIndexOf(':') + 1));
        }
        return new BuildFiles(
                "",
                "",
                found,
                code.contains("subprojects") || code.contains("allprojects"),
                GRADLE_RUNS.matcher(code).find());
    }

    private static BuildFiles maven(String text) throws IOException, BadFileException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            Element project =
                    builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
            Set<String> found = new TreeSet<>();
            for (Element dependencies : children(project, "dependencies")) {
                for (Element dependency : children(dependencies, "dependency")) {
                    if (!child(dependency, "scope").equals("test")) {
                        found.add(child(dependency, "artifactId"));
                    }
                }
            }
            String parent = children(project, "parent").stream()
                    .map(p -> child(p, "artifactId"))
                    .findFirst()
                    .orElse("");
            return new BuildFiles(
                    child(project, "artifactId"),
                    parent,
                    found,
                    child(project, "packaging").equals("pom")
                            || !children(project, "modules").isEmpty(),
                    runnable(project));
        } catch (SAXException | ParserConfigurationException e) {
            throw new BadFileException("no valid XML: " + e.getMessage());
        }
    }

    private static boolean runnable(Element project) {
        return children(project, "build").stream()
                .flatMap(b -> children(b, "plugins").stream())
                .flatMap(p -> children(p, "plugin").stream())
                .anyMatch(p -> PACKAGERS.contains(child(p, "artifactId"))
                        || p.getElementsByTagName("mainClass").getLength() > 0);
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e && e.getTagName().equals(name)) {
                found.add(e);
            }
        }
        return found;
    }

    private static String child(Element parent, String name) {
        return children(parent, name).stream()
                .map(e -> e.getTextContent().trim())
                .findFirst()
                .orElse("");
    }
}
