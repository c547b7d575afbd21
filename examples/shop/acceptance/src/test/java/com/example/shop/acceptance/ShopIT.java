package com.example.shop.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.seatrial.environment.RunningService;
import dev.seatrial.junit.Named;
import dev.seatrial.junit.Seatrial;
import dev.seatrial.junit.VoyageTests;
import dev.seatrial.link.Ledger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** The shop as a whole: every check of every subject is a test, and ordinary tests use the same running system. */
@Seatrial("../seatrial.yaml")
class ShopIT implements VoyageTests {

    @Test
    void theLedgerSeesWhatAClientSends(
            @Named("orders") RunningService orders, @Named("outside -> orders") Ledger ledger) throws Exception {
        Ledger.Mark before = ledger.mark();

        HttpRequest request = HttpRequest.newBuilder(URI.create(orders.url() + "/livez")).build();
        HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertEquals(
                1,
                ledger.requestsSince(before).stream()
                        .filter(entry -> entry.path().equals("/livez"))
                        .count());
    }
}
