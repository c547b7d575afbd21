package dev.seatrial.graph.code;

import dev.seatrial.graph.code.Value.Call;
import dev.seatrial.graph.config.Setting;
import dev.seatrial.graph.config.Settings;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values out of the environment and the configuration, where code asks for them.
 *
 * @see <a href="https://nodejs.org/api/process.html#processenv">Node.js: process.env</a>
 * @see <a href="https://docs.python.org/3/library/os.html#os.getenv">Python: os.getenv, os.environ</a>
 * @see <a href="https://pkg.go.dev/os#Getenv">Go: os.Getenv</a>
 * @see <a href="https://learn.microsoft.com/aspnet/core/fundamentals/configuration/">ASP.NET Core: Configuration (keys
 *     with :, environment variables with __)</a>
 * @see <a href="https://docs.nestjs.com/techniques/configuration">Nest: ConfigService.get</a>
 * @see <a href="https://docs.pydantic.dev/latest/concepts/pydantic_settings/">Pydantic: BaseSettings (a field has the
 *     value of the variable of its name)</a>
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables">Kubernetes:
 *     {SVCNAME}_SERVICE_HOST</a>
 */
final class Environment {

    private static final Pattern MEMBER = Pattern.compile(
            "(?:(?:window|globalThis|global)\\.)?(?:process\\.env|os\\.environ|environ|import\\.meta\\.env|Bun\\.env)\\.(\\w+)");
    private static final Pattern CALL = Pattern.compile(
            "(?i)(.*\\.)?((os\\.)?environ\\.get|Deno\\.env\\.get|(get|must|lookup|read|fetch|load|require)?_?env(ironment)?(variable|var)?(or|with|string|str|default|value|fallback|get)*)|System\\.getenv");
    private static final Pattern CONFIGURATION = Pattern.compile(
            "(?i)(.*\\.)?_?(config|configuration|configservice|viper|cfg|conf)\\.(get|getOrThrow|getString|GetValue|GetSection|require|string)");
    /** @see <a href="https://pkg.go.dev/flag#String">Go: flag.String(name, value, usage)</a> */
    private static final Pattern FLAG = Pattern.compile("p?flag\\.String");

    private static final Pattern KUBERNETES = Pattern.compile("(\\w+)_SERVICE_(HOST|PORT)");

    private final Settings settings;

    Environment(Settings settings) {
        this.settings = settings;
    }

    /** The variable that a name as {@code process.env.X} stands for. */
    Optional<String> member(String written) {
        Matcher matcher = MEMBER.matcher(written);
        return matcher.matches()
                ? Optional.of(variable(matcher.group(1)).orElse(CodeValues.UNKNOWN))
                : Optional.empty();
    }

    /** The value that a call as {@code os.getenv("X", "y")} gives, {@code {}} where nothing tells. */
    Optional<String> call(String written, Call call, Function<Value, String> text) {
        Optional<Value> first = call.at(0);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        if (written.equals("@Value")) {
            String resolved = settings.resolve(text.apply(first.get()));
            return Optional.of(resolved.startsWith("${") ? CodeValues.UNKNOWN : resolved);
        }
        if (FLAG.matcher(written).matches()) {
            return call.at(1).map(text);
        }
        boolean asks = CALL.matcher(written).matches();
        boolean configured = !asks
                && (CONFIGURATION.matcher(written).matches()
                        || call.last().equals("GetConnectionString")
                        || (call.last().equals("config")
                                && call.named("default").isPresent()));
        if (!asks && !configured) {
            return Optional.empty();
        }
        String key = text.apply(first.get());
        if (call.last().equals("GetConnectionString")) {
            key = "ConnectionStrings:" + key;
        }
        String fallback = call.named("default").or(() -> call.at(1)).map(text).orElse(CodeValues.UNKNOWN);
        return Optional.of(variable(key).orElse(fallback));
    }

    /** Where a class takes its fields from the environment, or an index its values from the configuration. */
    Optional<String> setting(Names names, Value value) {
        if (!(value instanceof Value.Member member)) {
            return Optional.empty();
        }
        String of = Names.written(member.of()).toLowerCase(Locale.ROOT);
        if (of.matches("(.*\\.)?_?(config|configuration|cfg|settings)")) {
            return variable(member.name());
        }
        return names.settingsClass(member.of()) ? variable(member.name().toUpperCase(Locale.ROOT)) : Optional.empty();
    }

    /** Replaces the placeholders that have a value. */
    String resolve(String text) {
        return settings.resolve(text);
    }

    private Optional<String> variable(String name) {
        if (name.isEmpty() || name.contains(CodeValues.UNKNOWN) || name.contains("$")) {
            return Optional.empty();
        }
        String dotted = name.replace("__", ":").replace(':', '.');
        Optional<String> set = settings.first(
                        name.replace(':', '.').replace(".", "__").replace('_', '.'))
                .or(() -> settings.first(dotted))
                .or(() -> settings.first(Settings.ofEnvironment(name)))
                .map(Setting::value)
                .map(settings::resolve)
                .filter(v -> !v.startsWith("${"));
        if (set.isPresent()) {
            return set;
        }
        Matcher kubernetes = KUBERNETES.matcher(name);
        if (kubernetes.matches()) {
            return Optional.of(
                    kubernetes.group(2).equals("PORT")
                            ? "80"
                            : kubernetes.group(1).toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return Optional.empty();
    }
}
