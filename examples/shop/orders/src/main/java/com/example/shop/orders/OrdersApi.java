package com.example.shop.orders;

import com.example.shop.chassis.config.Defects;
import com.example.shop.chassis.json.Fields;
import com.example.shop.chassis.json.Json;
import com.example.shop.chassis.problem.Problem;
import com.example.shop.chassis.problem.ProblemException;
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
class OrdersApi {

    private final PlaceOrder placeOrder;
    private final Orders orders;
    private final Defects defects;

    OrdersApi(PlaceOrder placeOrder, Orders orders, Defects defects) {
        this.placeOrder = placeOrder;
        this.orders = orders;
        this.defects = defects;
    }

    @PostMapping("/orders")
    ResponseEntity<byte[]> createOrder(HttpServletRequest request, @AuthenticationPrincipal Jwt jwt)
            throws IOException {
        var key = Requests.key(request);
        NewOrder order = read(Requests.json(request));
        return Requests.answer(placeOrder.place(Requests.caller(jwt), key, order));
    }

    private NewOrder read(byte[] body) {
        try {
            return Fields.read(body, NewOrder::read);
        } catch (ProblemException e) {
            throw defects.has("undeclared-500") ? Problem.internal().exception() : e;
        }
    }

    @GetMapping("/orders/{orderId}")
    ResponseEntity<byte[]> getOrder(@PathVariable("orderId") String orderId, @AuthenticationPrincipal Jwt jwt) {
        UUID id = Requests.id(orderId);
        Caller caller = Requests.caller(jwt);
        Order order = orders.find(id)
                .filter(found -> found.customer().equals(caller.subject()) || defects.has("any-owner"))
                .orElseThrow(() -> Problem.notFound("There is no such order.").exception());
        OrderView view = OrderView.of(order);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(Json.bytes(defects.has("drops-reference") ? view.withoutReference() : view));
    }
}
