package dev.seatrial.suite.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackTracesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.RuntimeException\n\tat com.example.Shop.pay(Shop.java:42)",
                "{\"trace\":\"java.lang.X\\n\\tat com.example.Shop.pay(Shop.java:42)\"}",
                "at jdk.internal.reflect.NativeMethodAccessorImpl.invoke0(Native Method)",
                "Traceback (most recent call last):\n  File \"shop.py\", line 3",
                "goroutine 17 [running]:\nmain.main()",
                "Error: no\n    at Shop.pay (/srv/shop/pay.js:10:15)",
                "at /srv/shop/pay.mjs:10:15",
                "   at Shop.Pay() in C:\\shop\\Pay.cs:line 12",
                "shop/pay.rb:7:in `pay'",
                "#0 /srv/shop/Pay.php(12): pay()"
            })
    void knowsAStackTrace(String text) {
        assertThat(StackTraces.in(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"title\":\"Service Unavailable\",\"status\":503,\"detail\":\"stock cannot tell (yet)\"}",
                "meet me at the shop (12:30)",
                "look at https://example.org/help.js",
                "at noon"
            })
    void knowsWhatIsNone(String text) {
        assertThat(StackTraces.in(text)).isEmpty();
    }
}
