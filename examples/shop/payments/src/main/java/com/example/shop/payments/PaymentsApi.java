package com.example.shop.payments;

import com.example.shop.chassis.config.Defects;
import com.example.shop.chassis.json.Fields;
import com.example.shop.chassis.json.Json;
import com.example.shop.chassis.problem.Problem;
import com.example.shop.chassis.security.Caller;
import com.example.shop.spring.Requests;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The operations of openapi.yaml. */
@RestController
class PaymentsApi {

    private final Charge charge;
    private final Payments payments;
    private final Defects defects;

    PaymentsApi(Charge charge, Payments payments, Defects defects) {
        this.charge = charge;
        this.payments = payments;
        this.defects = defects;
    }

    @PostMapping("/payments")
    ResponseEntity<byte[]> createPayment(HttpServletRequest request, @AuthenticationPrincipal Jwt jwt)
            throws IOException {
        var key = Requests.key(request);
        NewPayment payment = Fields.read(Requests.json(request), NewPayment::read);
        return Requests.answer(charge.once(Requests.caller(jwt), key, payment));
    }

    @GetMapping("/payments/{paymentId}")
    ResponseEntity<byte[]> getPayment(@PathVariable("paymentId") String paymentId, @AuthenticationPrincipal Jwt jwt) {
        UUID id = Requests.id(paymentId);
        Caller caller = Requests.caller(jwt);
        return payments.find(id)
                .filter(found -> found.customer().equals(caller.subject()))
                .map(found -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(Json.bytes(found.view())))
                .orElseThrow(() -> absent().exception());
    }

    private Problem absent() {
        return defects.has("undeclared-status")
                ? Problem.other(410, "Gone")
                : Problem.notFound("There is no such payment.");
    }
}
