package com.example.shop.chassis.events;

/** A message that can never be processed. It is set aside, and the next one gets its turn. */
public final class PoisonEvent extends RuntimeException {
    public PoisonEvent(String why) {
        super(why, null, false, false);
    }
}
