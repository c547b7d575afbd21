package com.example.shop.notifications;

import com.example.shop.chassis.config.Defects;
import com.example.shop.chassis.config.Settings;
import com.example.shop.chassis.database.Database;
import com.example.shop.chassis.http.HttpService;
import com.example.shop.chassis.light.LightService;
import com.example.shop.chassis.security.PublicKeys;
import com.example.shop.chassis.security.Tokens;
import com.example.shop.chassis.service.Backstage;
import com.example.shop.chassis.service.Readiness;
import com.example.shop.chassis.telemetry.JulToStdout;
import com.example.shop.chassis.telemetry.Telemetry;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** The service that tells customers what became of their orders. */
public final class Notifications {

    private static final Set<String> DEFECTS = Set.of("open-operation", "no-inbox");

    private Notifications() {}

    public static void main(String[] args) throws IOException {
        Settings settings =
                Settings.ofProcess("notifications", "PORT", "DATABASE_URL", "KAFKA_BOOTSTRAP", "JWT_PUBLIC_KEY");
        JulToStdout.install(settings.service());
        Defects defects = Defects.ofProcess(settings, DEFECTS);
        Telemetry telemetry = Telemetry.of(settings);
        Readiness readiness = new Readiness();
        Tokens tokens = new Tokens(PublicKeys.parse(settings.required("JWT_PUBLIC_KEY")), Clock.systemUTC());
        Database database = Database.of(settings, 10);
        Confirmations confirmations = new Confirmations(database, defects);

        HttpService http = HttpService.of(settings, tokens, telemetry, readiness)
                .secured("GET", "/confirmations", "notifications", confirmations::list);
        String path = "/confirmations/{orderId}";
        if (defects.has("open-operation")) {
            http.open("GET", path, confirmations::read);
        } else {
            http.secured("GET", path, "notifications", confirmations::read);
        }
        if (settings.enabled("PACT_STATES")) {
            http.open("POST", "/_pact/provider-states", new PactStates(confirmations)::establish);
        }

        Backstage backstage = new Backstage(settings, database, readiness);
        new LightService(settings, telemetry, database, backstage, http)
                .run(List.of("stock-events"), List.of(), confirmations::accept, false);
    }
}
