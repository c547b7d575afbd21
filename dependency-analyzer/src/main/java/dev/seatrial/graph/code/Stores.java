package dev.seatrial.graph.code;

import dev.seatrial.graph.code.CodeFile.Assignment;
import dev.seatrial.graph.code.Value.Call;
import dev.seatrial.graph.source.SourceFacts.Connection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Data stores that code opens.
 *
 * @see <a href="https://node-postgres.com/apis/pool">node-postgres: Pool, Client</a>
 * @see <a href="https://sidorares.github.io/node-mysql2/docs">mysql2</a>
 * @see <a href="https://mongoosejs.com/docs/connections.html">Mongoose: connections</a>
 * @see <a href="https://github.com/redis/node-redis#usage">node-redis</a>
 * @see <a href="https://redis.github.io/ioredis/">ioredis</a>
 * @see <a href="https://sequelize.org/docs/v6/getting-started/">Sequelize</a>
 * @see <a href="https://docs.sqlalchemy.org/en/20/core/engines.html">SQLAlchemy: create_engine</a>
 * @see <a href="https://flask-sqlalchemy.readthedocs.io/en/stable/config/">Flask-SQLAlchemy: SQLALCHEMY_DATABASE_URI</a>
 * @see <a href="https://www.psycopg.org/docs/module.html">psycopg2: connect</a>
 * @see <a href="https://pymongo.readthedocs.io/en/stable/api/pymongo/mongo_client.html">PyMongo: MongoClient</a>
 * @see <a href="https://redis.readthedocs.io/en/stable/connections.html">redis-py</a>
 * @see <a href="https://pkg.go.dev/database/sql#Open">Go: sql.Open</a>
 * @see <a href="https://gorm.io/docs/connecting_to_the_database.html">GORM</a>
 * @see <a href="https://pkg.go.dev/go.mongodb.org/mongo-driver/mongo/options#ClientOptions.ApplyURI">Go: mongo</a>
 * @see <a href="https://redis.uptrace.dev/guide/go-redis.html">go-redis: Options</a>
 * @see <a href="https://learn.microsoft.com/ef/core/providers/">EF Core: providers</a>
 * @see <a href="https://stackexchange.github.io/StackExchange.Redis/Configuration">StackExchange.Redis</a>
 */
final class Stores {

    /** Library's name, technology (empty where the address tells), position and names of the address. */
    private record Rule(Pattern callee, String technology, int position, String keys) {}

    private static final List<Rule> RULES = List.of(
            rule("pg\\.(Pool|Client)", "postgresql", 0, "connectionString|host"),
            rule("(mysql|mysql2|mysql2/promise)\\.(createConnection|createPool)", "mysql", 0, "uri|host"),
            rule("mongoose\\.(connect|createConnection)", "mongodb", 0, ""),
            rule("mongodb\\.MongoClient(\\.connect)?", "mongodb", 0, ""),
            rule("redis\\.createClient|ioredis(\\.Redis)?", "redis", 0, "url|host|socket"),
            rule("sequelize(\\.Sequelize)?", "", 0, "host"),
            rule("(.*\\.)?TypeOrmModule\\.forRoot|typeorm\\.DataSource", "", -1, "url|host"),
            rule("sqlalchemy(\\.ext\\.asyncio)?\\.create_(async_)?engine", "", 0, "url"),
            rule("psycopg2?\\.connect|asyncpg\\.(connect|create_pool)", "postgresql", 0, "host|dsn"),
            rule("(mysql\\.connector|pymysql|MySQLdb|aiomysql)\\.(connect|create_pool)", "mysql", 0, "host"),
            rule("pymongo\\.(Async)?MongoClient|motor(\\.motor_asyncio)?\\.AsyncIOMotorClient", "mongodb", 0, "host"),
            rule("redis(\\.asyncio)?\\.(Strict)?Redis", "redis", 0, "host"),
            rule("redis(\\.asyncio)?\\.((Strict)?Redis\\.)?from_url", "redis", 0, "url"),
            rule("database/sql\\.Open|github\\.com/jmoiron/sqlx\\.(Open|Connect|MustConnect)", "", 1, ""),
            rule("gorm\\.io/driver/(postgres|mysql|sqlserver)\\.Open", "", 0, ""),
            rule("github\\.com/jackc/pgx.*\\.(New|Connect)", "postgresql", 1, ""),
            rule("go\\.mongodb\\.org/mongo-driver.*\\.ApplyURI", "mongodb", 0, ""),
            rule("(.*)/(go-)?redis(/v\\d+)?\\.(Options|UniversalOptions)", "redis", -1, "Addr|Addrs"),
            rule("(.*\\.)?UseNpgsql", "postgresql", 0, ""),
            rule("(.*\\.)?UseSqlServer", "sqlserver", 0, ""),
            rule("(.*\\.)?UseMySql", "mysql", 0, ""),
            rule("MongoClient", "mongodb", 0, ""),
            rule("ConnectionMultiplexer\\.Connect(Async)?", "redis", 0, ""));

    private Stores() {}

    private static Rule rule(String callee, String technology, int position, String keys) {
        return new Rule(Pattern.compile(callee), technology, position, keys);
    }

    static void in(Code code) {
        for (CodeFile file : code.files()) {
            for (Call call : file.calls) {
                String name = code.names.qualified(call.callee());
                RULES.stream()
                        .filter(r -> r.callee().matcher(name).matches())
                        .findFirst()
                        .ifPresent(r -> opened(code, call, r));
            }
            for (Assignment assignment : file.assignments) {
                if (assignment.target().name().equals("SQLALCHEMY_DATABASE_URI")) {
                    add(
                            code,
                            "",
                            code.values.text(assignment.value()),
                            file,
                            assignment.target().line());
                }
            }
            file.top.bound("SQLALCHEMY_DATABASE_URI").forEach(v -> add(code, "", code.values.text(v), file, v.line()));
            django(code, file);
            celery(code, file);
        }
    }

    private static void opened(Code code, Call call, Rule rule) {
        Optional<Value> address = code.argument(call, rule.position(), rule.keys());
        Optional<Value> inside = address.flatMap(code::table).flatMap(t -> t.get("host"));
        String technology = rule.technology();
        if (technology.isEmpty()) {
            technology = code.argument(call, -1, "dialect|type")
                    .map(code.values::text)
                    .orElse("");
        }
        List<String> texts = inside.or(() -> address).map(code::each).orElse(List.of(""));
        for (String text : texts) {
            add(code, technology, text, call.scope().file, call.line());
        }
    }

    /** @see <a href="https://docs.djangoproject.com/en/stable/ref/settings/#databases">Django: DATABASES</a> */
    private static void django(Code code, CodeFile file) {
        for (Value databases : file.top.bound("DATABASES")) {
            Optional<Value.Table> main =
                    code.table(databases).flatMap(t -> t.get("default")).flatMap(code::table);
            String engine =
                    main.flatMap(t -> t.get("ENGINE")).map(code.values::text).orElse("");
            if (main.isPresent() && !engine.endsWith("sqlite3")) {
                String host = main.get().get("HOST").map(code.values::text).orElse("");
                add(code, Translator.lastName(engine), host, file, main.get().line());
            }
        }
    }

    /** @see <a href="https://docs.celeryq.dev/en/stable/django/first-steps-with-django.html">Celery: settings with the
     *     CELERY namespace in Django's</a> */
    private static void celery(Code code, CodeFile file) {
        for (String name : List.of("CELERY_BROKER_URL", "BROKER_URL", "broker_url")) {
            file.top.bound(name).forEach(v -> add(code, "celery", code.values.text(v), file, v.line()));
        }
    }

    private static void add(Code code, String technology, String address, CodeFile file, int line) {
        String known =
                address.contains(CodeValues.UNKNOWN) && !address.matches("[^{]*(@|//|[Hh]ost=|[Ss]erver=)[\\w.-]+.*")
                        ? ""
                        : address;
        if (!known.matches("(?i)(sqlite|file|:memory:).*")) {
            code.facts.connections().add(new Connection(technology, known, file.place(line)));
        }
    }
}
