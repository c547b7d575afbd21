package dev.seatrial.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.target.LinkSpec;
import dev.seatrial.target.Program;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReachTest {

    /** shop calls orders, orders calls stock; mail is called by nobody and calls nobody. */
    private static final Target TARGET = Target.of(Path.of("/"), "t")
            .withServices(service("shop", "orders"), service("orders", "stock"), service("stock"), service("mail"));

    private static Service service(String name, String... providers) {
        return Service.of(name, new Program.Command(List.of("true")), 8080)
                .withCalls(Stream.of(providers)
                        .map(provider -> LinkSpec.of(name, provider, Map.of("url", "URL")))
                        .toArray(LinkSpec[]::new));
    }

    private static Reach of(String service) {
        return Reach.of(service, TARGET);
    }

    @Test
    void aFaultIsFeltByAllCallersAndLooksRelyOnAllProviders() {
        assertThat(of("orders")).isEqualTo(new Reach.Services(Set.of("orders", "shop"), Set.of("orders", "stock")));
        assertThat(of("stock")).isEqualTo(new Reach.Services(Set.of("stock", "orders", "shop"), Set.of("stock")));
        assertThat(of("mail")).isEqualTo(new Reach.Services(Set.of("mail"), Set.of("mail")));
    }

    @Test
    void servicesThatCallEachOtherInACircleReachEachOther() {
        Target circle = Target.of(Path.of("/"), "t").withServices(service("a", "b"), service("b", "a"));
        assertThat(Reach.of("a", circle)).isEqualTo(new Reach.Services(Set.of("a", "b"), Set.of("a", "b")));
    }

    @Test
    void whoSharesNoCallLeavesTheOtherAlone() {
        assertThat(of("mail").leaves(of("orders"))).isTrue();
        assertThat(of("orders").leaves(of("mail"))).isTrue();
    }

    @Test
    void nobodyLeavesAloneWhoReliesOnItOrFeelsIt() {
        assertThat(of("orders").leaves(of("orders"))).isFalse();
        assertThat(of("stock").leaves(of("orders"))).isFalse();
        assertThat(of("orders").leaves(of("stock"))).isFalse();
        assertThat(new Reach.Services(Set.of("a"), Set.of()).leaves(new Reach.Services(Set.of("a"), Set.of())))
                .isFalse();
        assertThat(new Reach.Services(Set.of("a"), Set.of()).leaves(new Reach.Services(Set.of("b"), Set.of("a"))))
                .isFalse();
        assertThat(new Reach.Services(Set.of("b"), Set.of("a")).leaves(new Reach.Services(Set.of("a"), Set.of())))
                .isFalse();
        assertThat(new Reach.Services(Set.of("b"), Set.of("a")).leaves(new Reach.Services(Set.of("c"), Set.of("a"))))
                .as("two may rely on one that nobody disturbs")
                .isTrue();
    }

    @Test
    void theWholeSystemLeavesNobodyAlone() {
        assertThat(Reach.everything().leaves(of("mail"))).isFalse();
        assertThat(of("mail").leaves(Reach.everything())).isFalse();
    }
}
