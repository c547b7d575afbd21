package dev.seatrial.graph.code;

/**
 * Paths of endpoints in one form, with <code>{name}</code> for what varies.
 *
 * @see <a href="https://expressjs.com/en/guide/routing.html#route-parameters">Express: :name</a>
 * @see <a href="https://flask.palletsprojects.com/en/stable/quickstart/#variable-rules">Flask: &lt;type:name&gt;</a>
 * @see <a href="https://learn.microsoft.com/aspnet/core/fundamentals/routing#route-constraints">ASP.NET Core:
 *     {name:constraint}</a>
 */
final class Paths {

    private Paths() {}

    /** Two parts with one slash between; one before, none after. */
    static String join(String prefix, String path) {
        String clean = ("/" + prefix + "/" + path).replaceAll("/{2,}", "/");
        return clean.length() > 1 && clean.endsWith("/") ? clean.substring(0, clean.length() - 1) : clean;
    }

    static String template(String path) {
        String plain = path.replaceAll("<(?:[^:<>]*:)?([^<>]+)>", "{$1}")
                .replaceAll("/:(\\w+)(\\([^)]*\\))?\\??", "/{$1}")
                .replaceAll("\\{(\\w+)[:?][^{}]*(\\{[^{}]*}[^{}]*)*}", "{$1}")
                .replaceAll("\\{\\*+(\\w+)}", "{$1}");
        return join("", plain);
    }
}
