package dev.seatrial.graph.infer;

import dev.seatrial.graph.files.SourceFile;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Sources that start a program of their own.
 *
 * @see <a href="https://docs.spring.io/spring-boot/reference/using/using-the-springbootapplication-annotation.html">
 *     Spring Boot: @SpringBootApplication</a>
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/api/jdk.httpserver/com/sun/net/httpserver/HttpServer.html">JDK:
 *     HttpServer</a>
 * @see <a href="https://grpc.github.io/grpc-java/javadoc/io/grpc/ServerBuilder.html">gRPC Java: ServerBuilder</a>
 * @see <a href="https://docs.djangoproject.com/en/stable/ref/django-admin/">Django: manage.py</a>
 * @see <a href="https://learn.microsoft.com/aspnet/core/fundamentals/host/generic-host">.NET: Generic Host</a>
 */
final class Starts {

    private static final Pattern JVM = Pattern.compile(
            "@SpringBootApplication|@EnableAutoConfiguration|@SpringCloudApplication|@QuarkusMain|SpringApplication\\.run\\("
                    + "|runApplication<|Micronaut\\.(?:run|build)\\(|embeddedServer\\(|EngineMain");
    private static final Pattern MAIN =
            Pattern.compile("\\bstatic\\s+void\\s+main\\s*\\(|(?m)^(?:suspend\\s+)?fun\\s+main\\s*\\(");
    private static final Pattern SERVES = Pattern.compile(
            "\\bHttps?Server\\.create\\(|\\bServerBuilder\\.forPort\\(|\\bJavalin\\.create\\(|\\bUndertow\\.builder\\("
                    + "|\\bVertx\\.vertx\\(|\\bWebServer\\.(?:builder|create)\\(|\\bGrizzlyHttpServerFactory\\b"
                    + "|\\bServerBootstrap\\(|import org\\.eclipse\\.jetty\\.server\\.Server;|import static spark\\.Spark"
                    + "|extends Application<\\w+>");
    private static final Pattern PYTHON = Pattern.compile(
            "\\b(?:Flask|FastAPI|Sanic|Quart|Starlette)\\(|uvicorn\\.run|execute_from_command_line|\\bweb\\.run_app\\(|\\bgrpc(?:\\.aio)?\\.server\\("
                    + "|\\bHTTPServer\\(|(?m)^\\w+\\s*=\\s*Celery\\(");
    private static final Pattern NET = Pattern.compile(
            "WebApplication\\.Create(?:Slim)?Builder|CreateHostBuilder|(?:Web)?Host\\.CreateDefaultBuilder|Host\\.CreateApplicationBuilder");

    private Starts() {}

    /**
     * Whether the file starts a program.
     *
     * @param runnable whether the build makes something to start of a main class
     */
    static boolean in(SourceFile file, boolean runnable) {
        if (!file.name().matches(".*\\.(java|kt|go|py|js|mjs|cjs|ts|cs)")) {
            return false;
        }
        try {
            String text = file.text();
            return switch (file.name().substring(file.name().lastIndexOf('.') + 1)) {
                case "java", "kt" ->
                    JVM.matcher(text).find()
                            || (MAIN.matcher(text).find()
                                    && (runnable || SERVES.matcher(text).find()));
                case "go" -> text.contains("func main()") && text.contains("package main");
                case "py" -> PYTHON.matcher(text).find();
                case "cs" -> NET.matcher(text).find();
                default -> text.contains(".listen(");
            };
        } catch (IOException e) {
            return false;
        }
    }
}
