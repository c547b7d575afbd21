package dev.seatrial.chaos.link;

import static dev.seatrial.chaos.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.link.ActiveFault;
import dev.seatrial.link.Fault;
import dev.seatrial.link.Fault.HttpSelector;
import dev.seatrial.link.LedgerEntry;
import dev.seatrial.link.LedgerEntry.Outcome;
import dev.seatrial.link.LinkProvider.Protocol;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A gRPC client and server (grpc-java) with a link between them. */
@Tag("processes")
class GrpcLinkTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final MethodDescriptor<String, String> GET = method("Get", MethodType.UNARY);
    private static final MethodDescriptor<String, String> LIST = method("List", MethodType.SERVER_STREAMING);
    private static final MethodDescriptor<String, String> CHAT = method("Chat", MethodType.BIDI_STREAMING);

    private final List<String> served = new CopyOnWriteArrayList<>();
    private LinkRig rig;
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void open() throws IOException {
        rig = new LinkRig(Protocol.HTTP);
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(ServerServiceDefinition.builder("stock.Stock")
                        .addMethod(GET, ServerCalls.asyncUnaryCall(this::get))
                        .addMethod(LIST, ServerCalls.asyncServerStreamingCall(GrpcLinkTest::list))
                        .addMethod(CHAT, ServerCalls.asyncBidiStreamingCall(GrpcLinkTest::chat))
                        .build())
                .build()
                .start();
        rig.link.connectTo(new dev.seatrial.link.Endpoint("127.0.0.1", server.getPort()));
        channel = channel(Map.of());
    }

    private ManagedChannel channel(Map<String, ?> serviceConfig) {
        return NettyChannelBuilder.forAddress(
                        rig.link.listen().host(), rig.link.listen().port())
                .usePlaintext()
                .defaultServiceConfig(serviceConfig)
                .build();
    }

    @AfterEach
    void close() throws Exception {
        channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        rig.close();
        server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    }

    private static MethodDescriptor<String, String> method(String name, MethodType type) {
        return MethodDescriptor.<String, String>newBuilder()
                .setFullMethodName("stock.Stock/" + name)
                .setType(type)
                .setRequestMarshaller(new Text())
                .setResponseMarshaller(new Text())
                .build();
    }

    private record Text() implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String value) {
            return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream stream) {
            try {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void get(String item, StreamObserver<String> answer) {
        served.add(item);
        if (item.equals("unknown")) {
            answer.onError(Status.NOT_FOUND.asRuntimeException());
        } else {
            answer.onNext(item + " is in stock");
            answer.onCompleted();
        }
    }

    private static void list(String count, StreamObserver<String> answer) {
        for (int i = 0; i < Integer.parseInt(count); i++) {
            answer.onNext("x".repeat(1_000) + i);
        }
        answer.onCompleted();
    }

    private static StreamObserver<String> chat(StreamObserver<String> answer) {
        return new StreamObserver<>() {
            @Override
            public void onNext(String text) {
                answer.onNext("heard " + text);
            }

            @Override
            public void onError(Throwable why) {
                // The client gave up: nothing to say.
            }

            @Override
            public void onCompleted() {
                answer.onCompleted();
            }
        };
    }

    private String ask(String item) {
        return ClientCalls.blockingUnaryCall(
                channel, GET, CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS), item);
    }

    private List<String> all(int count) {
        Iterator<String> items = ClientCalls.blockingServerStreamingCall(
                channel, LIST, CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS), String.valueOf(count));
        List<String> all = new ArrayList<>();
        items.forEachRemaining(all::add);
        return all;
    }

    private Code fails(String item) {
        try {
            throw new AssertionError("was answered: " + ask(item));
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        }
    }

    private static HttpSelector calls(Optional<Integer> first, String path) {
        return new HttpSelector(Optional.empty(), Optional.of(path), first, Optional.empty());
    }

    @Test
    void keepsARowForEachCallWithItsStatus() {
        assertThat(ask("nails")).isEqualTo("nails is in stock");
        assertThat(fails("unknown")).isEqualTo(Code.NOT_FOUND);
        assertThat(all(500)).hasSize(500);
        List<LedgerEntry.Http> rows = rig.requests(3);
        assertThat(rows)
                .extracting(LedgerEntry.Http::path)
                .containsExactly("/stock.Stock/Get", "/stock.Stock/Get", "/stock.Stock/List");
        assertThat(rows).extracting(r -> r.grpcStatus().orElseThrow()).containsExactly(0, 5, 0);
        assertThat(rows).extracting(LedgerEntry::outcome).containsOnly(Outcome.COMPLETE);
        assertThat(rows).extracting(LedgerEntry.Http::connection).containsOnly(1L);
        assertThat(rows.get(2).responseBytes()).isGreaterThan(500_000);
    }

    @Test
    void failsTheFirstCallsAndTheClientsRetriesGetThrough() throws Exception {
        channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        channel = channel(Map.of(
                "methodConfig",
                List.of(Map.of(
                        "name",
                        List.of(Map.of("service", "stock.Stock")),
                        "retryPolicy",
                        Map.of(
                                "maxAttempts",
                                4.0,
                                "initialBackoff",
                                "0.01s",
                                "maxBackoff",
                                "0.05s",
                                "backoffMultiplier",
                                1.0,
                                "retryableStatusCodes",
                                List.of("UNAVAILABLE"))))));
        ActiveFault fault = rig.link.apply(new Fault.Answer(
                calls(Optional.of(2), "/stock.Stock/Get"), 503, "text/plain", "try later", Optional.of(14), LONG));
        assertThat(ask("nails")).isEqualTo("nails is in stock");
        assertThat(fault.hits()).isEqualTo(2);
        assertThat(served).containsExactly("nails");
        assertThat(rig.requests(3))
                .extracting(r -> r.grpcStatus().orElseThrow())
                .containsExactly(14, 14, 0);
        assertThat(all(1_000)).hasSize(1_000);
    }

    @Test
    void answersWithAGivenStatusAndMessageOrAsHttpDoes() {
        rig.link.apply(new Fault.Answer(
                calls(Optional.empty(), "/"), 500, "text/plain", "Kontingent erschöpft", Optional.of(8), LONG));
        assertThatThrownBy(() -> ask("nails"))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessage("RESOURCE_EXHAUSTED: Kontingent erschöpft");
        rig.link.apply(new Fault.Answer(calls(Optional.empty(), "/"), 503, "text/plain", "no", LONG));
        assertThat(fails("nails")).isEqualTo(Code.UNAVAILABLE);
        assertThat(served).isEmpty();
    }

    @Test
    void dropsTheAnswerAfterTheServerActed() {
        ActiveFault fault = rig.link.apply(new Fault.DropResponse(calls(Optional.of(1), "/stock.Stock/Get"), LONG));
        assertThat(fails("nails")).isEqualTo(Code.INTERNAL);
        assertThat(served).containsExactly("nails");
        assertThat(ask("nails")).isEqualTo("nails is in stock");
        assertThat(fault.hits()).isEqualTo(1);
        assertThat(rig.requests(2)).extracting(LedgerEntry::outcome).containsExactly(Outcome.FAULTED, Outcome.COMPLETE);
    }

    @Test
    void truncatesAndFallsSilentInTheMiddleOfAStream() {
        rig.link.apply(new Fault.Truncate(calls(Optional.of(1), "/stock.Stock/List"), 5_000, LONG));
        assertThatThrownBy(() -> all(100)).isInstanceOf(StatusRuntimeException.class);
        assertThat(all(1_000)).hasSize(1_000);
        ActiveFault half = rig.link.apply(new Fault.HalfBody(calls(Optional.of(1), "/stock.Stock/Get"), LONG));
        var silent = ClientCalls.futureUnaryCall(channel.newCall(GET, CallOptions.DEFAULT), "nails");
        eventually(half::hits, hits -> hits == 1);
        assertThat(silent.isDone()).isFalse();
        assertThat(silent.cancel(true)).isTrue();
        assertThat(ask("nails")).isEqualTo("nails is in stock");
    }

    @Test
    void slowsAndHangsSingleCallsWhileOthersGoOn() {
        ActiveFault slow = rig.link.apply(
                new Fault.SlowAnswer(calls(Optional.of(1), "/stock.Stock/Get"), LONG, Duration.ZERO, LONG));
        var late = ClientCalls.futureUnaryCall(channel.newCall(GET, CallOptions.DEFAULT), "nails");
        eventually(slow::hits, hits -> hits == 1);
        assertThat(ask("screws")).isEqualTo("screws is in stock");
        assertThat(all(1_000)).hasSize(1_000);
        assertThat(late.isDone()).isFalse();
        slow.close();
        assertThat(late).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("nails is in stock");
        ActiveFault hang = rig.link.apply(new Fault.Hang(calls(Optional.of(1), "/stock.Stock/Get"), LONG));
        var hanging = ClientCalls.futureUnaryCall(channel.newCall(GET, CallOptions.DEFAULT), "bolts");
        eventually(hang::hits, hits -> hits == 1);
        assertThat(ask("screws")).isEqualTo("screws is in stock");
        hang.close();
        assertThat(hanging).failsWithin(Duration.ofSeconds(30));
        assertThat(served).doesNotContain("bolts");
    }

    @Test
    void sendsACallTwice() {
        ActiveFault fault = rig.link.apply(new Fault.Duplicate(calls(Optional.of(1), "/stock.Stock/Get"), LONG));
        assertThat(ask("nails")).isEqualTo("nails is in stock");
        eventually(fault::hits, hits -> hits == 1);
        assertThat(served).containsExactly("nails", "nails");
    }

    @Test
    void answersACallThatStreamsWithoutWaitingForItsEnd() {
        List<String> heard = new CopyOnWriteArrayList<>();
        StreamObserver<String> listener = new StreamObserver<>() {
            @Override
            public void onNext(String text) {
                heard.add(text);
            }

            @Override
            public void onError(Throwable why) {
                heard.add(Status.fromThrowable(why).getCode().name());
            }

            @Override
            public void onCompleted() {
                heard.add("end");
            }
        };
        StreamObserver<String> first =
                ClientCalls.asyncBidiStreamingCall(channel.newCall(CHAT, CallOptions.DEFAULT), listener);
        first.onNext("a");
        eventually(() -> heard, all -> all.contains("heard a"));
        rig.link.apply(new Fault.Answer(
                calls(Optional.of(1), "/stock.Stock/Chat"), 503, "text/plain", "no", Optional.of(14), LONG));
        StreamObserver<String> second =
                ClientCalls.asyncBidiStreamingCall(channel.newCall(CHAT, CallOptions.DEFAULT), listener);
        second.onNext("never heard");
        eventually(() -> heard, all -> all.contains("UNAVAILABLE"));
        first.onNext("b");
        eventually(() -> heard, all -> all.contains("heard b"));
        first.onCompleted();
        eventually(() -> heard, all -> all.contains("end"));
        assertThat(heard).containsExactly("heard a", "UNAVAILABLE", "heard b", "end");
    }
}
