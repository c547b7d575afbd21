package dev.seatrial.graph.code;

import dev.seatrial.graph.source.Mentions;

/**
 * What a file must mention, so that one of the rules can find something in it. Whoever adds a rule adds its word here;
 * {@code FixturesTest} compares what is found with what is found without this.
 */
final class Relevance {

    /** Programs with less source of one language are read whole, in bytes. */
    static final long WHOLE = 64L << 10;

    /** Of what matters in one program and language, what is beyond is left out, with a warning, so that memory is bounded. */
    static final long MOST = 24L << 20;

    static final Mentions RULES = new Mentions(
            // JavaScript and TypeScript
            "fetch axios HttpService got ky superagent request needle undici http https grpc kafkajs amqplib sendToQueue pg mysql "
                    + "mysql2 mongoose mongodb redis ioredis sequelize Sequelize typeorm TypeOrmModule express fastify koa "
                    + "router Router hapi Hapi restify polka hono nestjs baseURL prefixUrl "
                    // Python
                    + "requests httpx aiohttp urllib urllib3 kafka aiokafka confluent_kafka pika celery Celery sqlalchemy "
                    + "SQLALCHEMY_DATABASE_URI DATABASES psycopg psycopg2 asyncpg pymysql MySQLdb aiomysql pymongo motor "
                    + "flask flask_openapi3 fastapi sanic quart base_url django rest_framework urlpatterns CELERY_BROKER_URL "
                    + "BROKER_URL broker_url BaseSettings invoke_method invokeMethod InvokeMethodAsync "
                    // Go
                    + "httputil resty sarama kgo amqp amqp091 sql sqlx gorm pgx mongo gin chi echo mux fiber BaseURL "
                    // C#
                    + "HttpRequestMessage GrpcChannel Refit MassTransit IProducer IConsumer ProducerConfig ConsumerConfig "
                    + "ConnectionFactory BasicPublish BasicPublishAsync BasicConsume BasicConsumeAsync UseNpgsql UseSqlServer "
                    + "UseMySql ConnectionMultiplexer BaseAddress ControllerBase ApiController WebApplication "
                    + "IEndpointRouteBuilder RouteGroupBuilder "
                    // Kotlin
                    + "OkHttp Retrofit baseUrl HttpRequest ProducerRecord StreamBridge Incoming Outgoing SpringBootApplication "
                    + "routing ktor",
            "Client Template Producer Consumer Builder Listener Mapping Exchange Controller",
            "Enable");

    private Relevance() {}
}
