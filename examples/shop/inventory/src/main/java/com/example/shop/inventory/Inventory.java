package com.example.shop.inventory;

import com.example.shop.chassis.config.Defects;
import com.example.shop.chassis.config.Settings;
import com.example.shop.chassis.database.Database;
import com.example.shop.chassis.http.HttpService;
import com.example.shop.chassis.http.Response;
import com.example.shop.chassis.light.LightService;
import com.example.shop.chassis.problem.Problem;
import com.example.shop.chassis.security.PublicKeys;
import com.example.shop.chassis.security.Tokens;
import com.example.shop.chassis.service.Backstage;
import com.example.shop.chassis.service.Readiness;
import com.example.shop.chassis.telemetry.JulToStdout;
import com.example.shop.chassis.telemetry.Telemetry;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The service that knows what is in stock. */
public final class Inventory {

    private static final Set<String> DEFECTS = Set.of("shared-database", "liveness-needs-database", "poison-stops");

    private Inventory() {}

    public static void main(String[] args) throws IOException {
        Settings settings =
                Settings.ofProcess("inventory", "PORT", "DATABASE_URL", "KAFKA_BOOTSTRAP", "JWT_PUBLIC_KEY");
        JulToStdout.install(settings.service());
        Defects defects = Defects.ofProcess(settings, DEFECTS);
        Telemetry telemetry = Telemetry.of(settings);
        Readiness readiness = new Readiness();
        Tokens tokens = new Tokens(PublicKeys.parse(settings.required("JWT_PUBLIC_KEY")), Clock.systemUTC());
        Database database = Database.of(settings, 10);
        Stock stock = defects.has("shared-database")
                ? new Stock(database, new OrdersOfOthers(settings))
                : new Stock(database, OrdersOfOthers.NONE);
        StockApi api = new StockApi(stock);

        HttpService http = HttpService.of(settings, tokens, telemetry, readiness)
                .secured("GET", "/availability/{sku}", "inventory", api::availability)
                .secured("PUT", "/stock/{sku}", "stock", api::set)
                .secured("DELETE", "/stock/{sku}", "stock", api::delete);
        if (settings.enabled("PACT_STATES")) {
            http.open("POST", "/_pact/provider-states", new PactStates(stock)::establish);
        }
        if (defects.has("liveness-needs-database")) {
            http.open("GET", "/livez", request -> alive(database));
        }

        Backstage backstage = new Backstage(settings, database, readiness);
        backstage.relay(telemetry, true);
        new LightService(settings, telemetry, database, backstage, http)
                .run(
                        List.of("payment-events"),
                        List.of(StockEvents.TOPIC),
                        new PaymentListener(database, stock)::accept,
                        defects.has("poison-stops"));
    }

    private static Response alive(Database database) {
        if (!database.answers()) {
            throw Problem.unavailable().exception();
        }
        return Response.json(200, Map.of("status", "UP"));
    }
}
