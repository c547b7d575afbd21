package com.example.shop.orders;

import java.time.Instant;
import java.util.UUID;

/** An order that was taken. */
record Order(UUID id, String customer, NewOrder details, String status, String availability, Instant placedAt) {}
