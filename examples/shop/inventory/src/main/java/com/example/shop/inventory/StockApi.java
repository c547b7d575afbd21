package com.example.shop.inventory;

import com.example.shop.chassis.http.Request;
import com.example.shop.chassis.http.Response;
import com.example.shop.chassis.json.Fields;
import com.example.shop.chassis.problem.Problem;
import java.util.regex.Pattern;

/** The operations of openapi.yaml. */
final class StockApi {

    private static final Pattern SKU = Pattern.compile("[a-z0-9-]{1,40}");

    private record Availability(String sku, long quantity, boolean available) {
        static Availability of(String sku, long quantity) {
            return new Availability(sku, quantity, quantity > 0);
        }
    }

    private final Stock stock;

    StockApi(Stock stock) {
        this.stock = stock;
    }

    Response availability(Request request) {
        String sku = sku(request);
        long quantity = stock.of(sku)
                .orElseThrow(() -> Problem.notFound("There is no such article.").exception());
        return Response.json(200, Availability.of(sku, quantity));
    }

    Response set(Request request) {
        String sku = sku(request);
        int quantity = Fields.read(request.json(), fields -> fields.integer("quantity", 0, 1_000_000_000));
        stock.set(sku, quantity);
        return Response.json(200, Availability.of(sku, quantity));
    }

    Response delete(Request request) {
        stock.delete(sku(request));
        return Response.noContent();
    }

    private static String sku(Request request) {
        String sku = request.path("sku");
        if (!SKU.matcher(sku).matches()) {
            throw Problem.badRequest("An article number has 1 to 40 of the characters a-z 0-9 and -.")
                    .exception();
        }
        return sku;
    }
}
