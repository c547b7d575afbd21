package dev.seatrial.graph.java;

import dev.seatrial.graph.source.Mentions;

/**
 * What a file must mention, so that one of the rules can find something in it. Whoever adds a rule adds its word here;
 * {@code FixturesTest} compares what is found with what is found without this.
 */
final class Relevance {

    /** Programs with fewer bytes of source are parsed whole. */
    static final long WHOLE = 1L << 20;

    /** Above this the rest is left out, with a warning, so that memory is bounded. */
    static final long MOST = 32L << 20;

    static final Mentions RULES = new Mentions(
            "Path Value Configuration ConfigurationProperties ConfigProperty Bean retrofit2 Retrofit GrpcChannel Grpc StreamBridge "
                    + "Incoming Outgoing Channel ConnectionFactories DriverManager getForObject getForEntity headForHeaders "
                    + "postForObject postForEntity postForLocation patchForObject exchange baseUrl baseUri rootUri HttpRequest "
                    + "HttpGet HttpPost HttpPut HttpPatch HttpDelete HttpHead OkHttp okhttp3 JavaMailSender RestResource "
                    + "RouterFunction WebTarget UriComponentsBuilder UriBuilder StreamsBuilder KStream ProducerRecord KafkaOperations "
                    + "RequestLine ConfigProperties createClient Topic "
                    // imports that tell a store
                    + "mongodb redis neo4j cassandra",
            "Client Template Producer Consumer Channel Repository Listener Mapping Exchange Controller ChannelBuilder Emitter",
            "Enable RestRe SpringBoot SpringCloud");

    private Relevance() {}
}
