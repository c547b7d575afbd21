package dev.seatrial.graph.code;

import static dev.seatrial.graph.code.MessageRule.listens;
import static dev.seatrial.graph.code.MessageRule.opens;
import static dev.seatrial.graph.code.MessageRule.sends;

import java.util.List;

/** The brokers' client libraries that are known, each with its documentation. */
final class MessageRules {

    private static final String KAFKA = "kafka";
    private static final String RABBIT = "rabbitmq";

    /**
     * @see <a href="https://kafka.js.org/docs/producing">KafkaJS: producing, consuming, brokers</a>
     * @see <a href="https://amqp-node.github.io/amqplib/channel_api.html">amqplib: Channel API</a>
     */
    private static final List<MessageRule> JAVASCRIPT = List.of(
            opens(KAFKA, "kafkajs\\.Kafka", -1, "brokers"),
            sends(KAFKA, "kafkajs\\.Kafka\\(\\)\\.producer\\(\\)\\.send", -1, "topic"),
            listens(KAFKA, "kafkajs\\.Kafka\\(\\)\\.consumer\\(\\)\\.subscribe", -1, "topics|topic"),
            opens(RABBIT, "amqplib(/callback_api)?\\.connect", 0, "hostname"),
            sends(RABBIT, "(.*\\.)?sendToQueue", 0, "").with("amqplib"),
            sends(RABBIT, "(.*\\.)?publish", 0, "").with("amqplib"),
            listens(RABBIT, "(.*\\.)?consume", 0, "").with("amqplib"));

    /**
     * @see <a href="https://kafka-python.readthedocs.io/en/master/apidoc/modules.html">kafka-python</a>
     * @see <a href="https://docs.confluent.io/platform/current/clients/confluent-kafka-python/html/index.html">
     *     confluent-kafka</a>
     * @see <a href="https://aiokafka.readthedocs.io/en/stable/api.html">aiokafka</a>
     * @see <a href="https://pika.readthedocs.io/en/stable/modules/channel.html">Pika: Channel</a>
     * @see <a href="https://docs.celeryq.dev/en/stable/getting-started/backends-and-brokers/index.html">Celery: brokers</a>
     */
    private static final List<MessageRule> PYTHON = List.of(
            sends(KAFKA, "kafka\\.KafkaProducer\\(\\)\\.send", 0, "topic"),
            sends(KAFKA, "aiokafka\\.AIOKafkaProducer\\(\\)\\.(send|send_and_wait)", 0, "topic"),
            sends(KAFKA, "confluent_kafka\\.Producer\\(\\)\\.produce", 0, "topic"),
            listens(KAFKA, "kafka\\.KafkaConsumer|aiokafka\\.AIOKafkaConsumer", 0, ""),
            listens(
                    KAFKA,
                    "(kafka\\.KafkaConsumer|aiokafka\\.AIOKafkaConsumer|confluent_kafka\\.Consumer)\\(\\)\\.subscribe",
                    0,
                    "topics"),
            opens(KAFKA, "kafka\\.KafkaProducer|aiokafka\\.AIOKafkaProducer", -1, "bootstrap_servers"),
            opens(KAFKA, "confluent_kafka\\.(Producer|Consumer)", -1, "bootstrap.servers"),
            sends(RABBIT, "(.*\\.)?basic_publish", 1, "routing_key").with("pika"),
            listens(RABBIT, "(.*\\.)?basic_consume", 0, "queue").with("pika"),
            opens(RABBIT, "pika\\.ConnectionParameters", 0, "host"),
            opens(RABBIT, "pika\\.URLParameters", 0, "url"),
            opens(RABBIT, "(aio_pika)\\.(connect|connect_robust)", 0, "url"),
            opens("celery", "celery\\.Celery", -1, "broker"));

    /**
     * @see <a href="https://pkg.go.dev/github.com/IBM/sarama">Sarama</a>
     * @see <a href="https://pkg.go.dev/github.com/segmentio/kafka-go">kafka-go: Reader, Writer</a>
     * @see <a href="https://pkg.go.dev/github.com/twmb/franz-go/pkg/kgo">franz-go: kgo</a>
     * @see <a href="https://pkg.go.dev/github.com/rabbitmq/amqp091-go">amqp091-go: Channel</a>
     */
    private static final List<MessageRule> GO = List.of(
            sends(KAFKA, ".*/sarama\\.ProducerMessage", -1, "Topic"),
            listens(KAFKA, ".*/sarama\\.NewConsumer(FromClient)?\\(\\)\\.ConsumePartition", 0, ""),
            listens(KAFKA, ".*/sarama\\.NewConsumerGroup\\(\\)\\.Consume", 1, ""),
            opens(KAFKA, ".*/sarama\\.New(SyncProducer|AsyncProducer|Consumer|ConsumerGroup|Client)", 0, ""),
            sends(KAFKA, "github\\.com/segmentio/kafka-go\\.(Writer|WriterConfig|Message)", -1, "Topic"),
            listens(KAFKA, "github\\.com/segmentio/kafka-go\\.ReaderConfig", -1, "Topic"),
            listens(KAFKA, ".*/kgo\\.ConsumeTopics", 0, ""),
            sends(KAFKA, ".*/kgo\\.Record", -1, "Topic"),
            opens(KAFKA, ".*/kgo\\.SeedBrokers", 0, ""),
            opens(RABBIT, ".*/(amqp091-go|amqp)\\.Dial", 0, ""),
            sends(RABBIT, "(.*\\.)?PublishWithContext", 2, "").with("amqp"),
            sends(RABBIT, "(.*\\.)?Publish", 1, "").with("amqp"),
            listens(RABBIT, "(.*\\.)?Consume", 0, "").with("amqp"));

    /**
     * @see <a href="https://docs.confluent.io/kafka-clients/dotnet/current/overview.html">Confluent.Kafka for .NET</a>
     * @see <a href="https://www.rabbitmq.com/client-libraries/dotnet-api-guide">RabbitMQ .NET client</a>
     * @see <a href="https://masstransit.io/documentation/configuration/transports/rabbitmq">MassTransit: RabbitMQ</a>
     */
    private static final List<MessageRule> CSHARP = List.of(
            sends(KAFKA, "(.*\\.)?(IProducer\\(\\)|Build\\(\\))\\.Produce(Async)?", 0, ""),
            listens(KAFKA, "(.*\\.)?(IConsumer\\(\\)|Build\\(\\))\\.Subscribe", 0, ""),
            opens(KAFKA, "(ProducerConfig|ConsumerConfig)", -1, "BootstrapServers"),
            opens(RABBIT, "ConnectionFactory", -1, "HostName|Uri"),
            sends(RABBIT, "(.*\\.)?BasicPublish(Async)?", 1, "routingKey"),
            listens(RABBIT, "(.*\\.)?BasicConsume(Async)?", 0, "queue"),
            opens(RABBIT, "(cfg|config|configurator|c|x)\\.Host", 0, "").with("MassTransit"));

    /**
     * @see <a href="https://docs.spring.io/spring-kafka/reference/kafka/sending-messages.html">Spring for Apache Kafka</a>
     * @see <a href="https://docs.spring.io/spring-amqp/reference/amqp/sending-messages.html">Spring AMQP</a>
     */
    private static final List<MessageRule> KOTLIN = List.of(
            sends(KAFKA, "(.*\\.)?KafkaTemplate\\(\\)\\.send", 0, ""),
            sends(KAFKA, "(.*\\.)?ProducerRecord", 0, ""),
            sends(
                    RABBIT,
                    "(.*\\.)?(RabbitTemplate|AmqpTemplate)\\(\\)\\.(convertAndSend|send|convertSendAndReceive)",
                    0,
                    ""),
            sends("stream", "(.*\\.)?StreamBridge\\(\\)\\.send", 0, ""),
            sends("jms", "(.*\\.)?JmsTemplate\\(\\)\\.(convertAndSend|send)", 0, ""));

    private MessageRules() {}

    static List<MessageRule> of(Grammar language) {
        return switch (language) {
            case JAVASCRIPT, TYPESCRIPT -> JAVASCRIPT;
            case PYTHON -> PYTHON;
            case GO -> GO;
            case CSHARP -> CSHARP;
            case KOTLIN -> KOTLIN;
        };
    }
}
