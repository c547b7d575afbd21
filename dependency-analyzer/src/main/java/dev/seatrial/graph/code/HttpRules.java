package dev.seatrial.graph.code;

import static dev.seatrial.graph.code.HttpRule.client;
import static dev.seatrial.graph.code.HttpRule.function;
import static dev.seatrial.graph.code.HttpRule.gateway;
import static dev.seatrial.graph.code.HttpRule.grpc;
import static dev.seatrial.graph.code.HttpRule.verbFirst;

import java.util.List;

/** The client libraries that are known, each with its documentation. */
final class HttpRules {

    private static final String VERB = "(get|post|put|patch|delete|head|options|del|request|stream)";

    /**
     * @see <a href="https://developer.mozilla.org/docs/Web/API/Window/fetch">MDN: fetch</a>
     * @see <a href="https://axios-http.com/docs/api_intro">Axios: API, instances, request config (baseURL)</a>
     * @see <a href="https://github.com/sindresorhus/got/blob/main/documentation/2-options.md">got: prefixUrl</a>
     * @see <a href="https://github.com/sindresorhus/ky#api">ky: prefixUrl</a>
     * @see <a href="https://undici.nodejs.org/#/docs/api/api/Dispatcher">undici: request, Client, Pool</a>
     * @see <a href="https://nodejs.org/api/http.html#httprequesturl-options-callback">Node.js: http.request</a>
     * @see <a href="https://docs.nestjs.com/techniques/http-module">Nest: HttpService</a>
     * @see <a href="https://github.com/request/request#requestoptions-callback">request</a>
     * @see <a href="https://ladjs.github.io/superagent/">superagent</a>
     * @see <a href="https://github.com/chimurai/http-proxy-middleware#basic-usage">http-proxy-middleware: target</a>
     * @see <a href="https://github.com/villadora/express-http-proxy#readme">express-http-proxy</a>
     * @see <a href="https://github.com/http-party/node-http-proxy#options">node-http-proxy: target</a>
     * @see <a href="https://github.com/fastify/fastify-http-proxy#options">fastify-http-proxy: upstream</a>
     * @see <a href="https://grpc.io/docs/languages/node/basics/#creating-a-stub">gRPC for Node.js: creating a stub</a>
     */
    private static final List<HttpRule> JAVASCRIPT = List.of(
            function(
                    "(window\\.|globalThis\\.)?fetch|(node-fetch|cross-fetch|isomorphic-fetch|undici)(\\.fetch)?",
                    0,
                    "url"),
            client(
                    "(axios|@nestjs/axios\\.HttpService\\(\\)(\\.axiosRef)?|HttpService\\(\\))(\\." + VERB + ")?",
                    0,
                    -1,
                    ""),
            client("axios\\.create\\(\\)(\\." + VERB + ")?", 0, -1, "baseURL"),
            client("(got|ky)(\\." + VERB + ")?", 0, -1, ""),
            client("(got\\.extend|ky\\.(create|extend))\\(\\)(\\." + VERB + ")?", 0, -1, "prefixUrl"),
            client("(superagent|request|request-promise|request-promise-native|needle)(\\." + VERB + ")?", 0, -1, ""),
            function("undici\\.(request|stream)", 0, "url"),
            client("undici\\.(Client|Pool)\\(\\)\\.(request|stream)", -1, 0, ""),
            function("https?\\.(request|get)", 0, "url"),
            gateway("http-proxy-middleware(\\.(createProxyMiddleware|legacyCreateProxyMiddleware))?", -1, "target"),
            gateway("express-http-proxy", 0, ""),
            gateway("http-proxy\\.createProxy(Server)?(\\(\\)\\.(web|ws))?", -1, "target"),
            gateway("(@fastify/)?(fastify-)?http-proxy", -1, "upstream"),
            grpc("(@grpc/grpc-js|grpc)\\..*", -1, ""));

    /**
     * @see <a href="https://requests.readthedocs.io/en/latest/api/">Requests: API</a>
     * @see <a href="https://www.python-httpx.org/api/">HTTPX: API (Client, base_url)</a>
     * @see <a href="https://docs.aiohttp.org/en/stable/client_reference.html">aiohttp: ClientSession, base_url</a>
     * @see <a href="https://docs.python.org/3/library/urllib.request.html">urllib.request</a>
     * @see <a href="https://urllib3.readthedocs.io/en/stable/reference/urllib3.poolmanager.html">urllib3: PoolManager</a>
     * @see <a href="https://grpc.github.io/grpc/python/grpc.html#create-client">gRPC for Python: channels</a>
     */
    private static final List<HttpRule> PYTHON = List.of(
            verbFirst("(requests|httpx|aiohttp)\\.(request|stream)|urllib3\\.PoolManager\\(\\)\\.request", 0),
            verbFirst("requests\\.[sS]ession\\(\\)\\.request", 0),
            function("(requests|httpx)\\." + VERB, 0, "url"),
            client("requests\\.[sS]ession\\(\\)\\." + VERB, 0, -1, ""),
            client("httpx\\.(Async)?Client\\(\\)\\.(get|post|put|patch|delete|head|options)", 0, -1, "base_url"),
            client(
                    "aiohttp\\.ClientSession\\(\\)\\.(get|post|put|patch|delete|head|options|ws_connect)",
                    0,
                    0,
                    "base_url"),
            new HttpRule(
                    java.util.regex.Pattern.compile(
                            "(httpx\\.(Async)?Client|aiohttp\\.ClientSession)\\(\\)\\.(request|stream)"),
                    1,
                    "url",
                    0,
                    -1,
                    "base_url",
                    dev.seatrial.graph.model.EdgeKind.HTTP),
            function("urllib\\.request\\.(urlopen|Request)", 0, "url"),
            grpc("grpc(\\.aio)?\\.(insecure|secure)_channel", 0, "target"));

    /**
     * @see <a href="https://pkg.go.dev/net/http">net/http: Get, Post, NewRequest, Client</a>
     * @see <a href="https://pkg.go.dev/net/http/httputil#NewSingleHostReverseProxy">httputil: reverse proxies</a>
     * @see <a href="https://pkg.go.dev/github.com/go-resty/resty/v2">Resty</a>
     * @see <a href="https://pkg.go.dev/google.golang.org/grpc#NewClient">grpc: NewClient, Dial</a>
     */
    private static final List<HttpRule> GO = List.of(
            function("net/http\\.(Get|Post|Head|PostForm)", 0, ""),
            function("net/http\\.Client\\(\\)\\.(Get|Post|Head|PostForm)", 0, ""),
            verbFirst("net/http\\.NewRequest", 0),
            verbFirst("net/http\\.NewRequestWithContext", 1),
            client(".*/resty(/v\\d+)?\\.New\\(\\).*\\.(Get|Post|Put|Patch|Delete|Head)", 0, 0, ""),
            gateway("net/http/httputil\\.NewSingleHostReverseProxy", 0, ""),
            grpc("google\\.golang\\.org/grpc\\.(Dial|NewClient)", 0, ""),
            grpc("google\\.golang\\.org/grpc\\.DialContext", 1, ""));

    /**
     * @see <a href="https://learn.microsoft.com/dotnet/api/system.net.http.httpclient">.NET: HttpClient</a>
     * @see <a href="https://learn.microsoft.com/dotnet/core/extensions/httpclient-factory">.NET: IHttpClientFactory</a>
     * @see <a href="https://learn.microsoft.com/aspnet/core/grpc/client">gRPC for .NET: GrpcChannel.ForAddress</a>
     * @see <a href="https://restsharp.dev/docs/usage/client">RestSharp: RestClient</a>
     */
    private static final List<HttpRule> CSHARP = List.of(
            client(
                    "(HttpClient\\(\\)|.*\\.CreateClient\\(\\))\\.(Get|Post|Put|Patch|Delete)\\w*Async",
                    0,
                    -1,
                    "BaseAddress"),
            verbFirst("HttpRequestMessage", 0),
            function("RestClient", 0, ""),
            grpc("(Grpc\\.Net\\.Client\\.)?GrpcChannel\\.ForAddress", 0, ""));

    /**
     * @see <a href="https://docs.spring.io/spring-framework/reference/integration/rest-clients.html">Spring: REST
     *     Clients</a>
     * @see <a href="https://ktor.io/docs/client-requests.html">Ktor client: requests</a>
     * @see <a href="https://square.github.io/okhttp/recipes/">OkHttp: Request.Builder().url</a>
     * @see <a href="https://square.github.io/retrofit/">Retrofit: baseUrl</a>
     * @see <a href="https://grpc.io/docs/languages/kotlin/basics/#client">gRPC for Kotlin: the client's channel</a>
     */
    private static final List<HttpRule> KOTLIN = List.of(
            function(
                    "(.*\\.)?RestTemplate\\(\\)\\.(getForObject|getForEntity|headForHeaders|postForObject|postForEntity|postForLocation|patchForObject|put|delete|exchange)",
                    0,
                    "url"),
            client("(.*\\.)?(WebClient|RestClient|TestRestTemplate)\\b.*\\.uri", 0, 0, ""),
            client("(.*\\.)?HttpClient\\(\\)\\." + VERB, 0, -1, ""),
            function("(.*\\.)?Request\\.Builder\\(\\)\\.url", 0, ""),
            function("(.*\\.)?Retrofit\\.Builder\\(\\).*\\.baseUrl", 0, ""),
            function("(.*\\.)?HttpRequest\\.newBuilder(\\(\\)\\.uri)?", 0, ""),
            grpc("(.*\\.)?(Managed|Netty)ChannelBuilder\\.(forTarget|forAddress)", 0, ""));

    private HttpRules() {}

    static List<HttpRule> of(Grammar language) {
        return switch (language) {
            case JAVASCRIPT, TYPESCRIPT -> JAVASCRIPT;
            case PYTHON -> PYTHON;
            case GO -> GO;
            case CSHARP -> CSHARP;
            case KOTLIN -> KOTLIN;
        };
    }
}
