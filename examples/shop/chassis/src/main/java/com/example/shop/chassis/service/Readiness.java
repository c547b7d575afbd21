package com.example.shop.chassis.service;

import java.util.ArrayList;
import java.util.List;

/** Whether the service should get requests now: its schema is there, its database answers, and it is not on its way out. */
public final class Readiness {

    private volatile boolean migrated;
    private volatile boolean reachable;
    private volatile boolean draining;

    void migrated() {
        migrated = true;
    }

    void reachable(boolean now) {
        reachable = now;
    }

    public void drain() {
        draining = true;
    }

    public boolean isDraining() {
        return draining;
    }

    /** Why the service is not ready; empty if it is. */
    public List<String> obstacles() {
        List<String> obstacles = new ArrayList<>();
        if (draining) {
            obstacles.add("draining");
        }
        if (!migrated) {
            obstacles.add("schema not migrated yet");
        }
        if (!reachable) {
            obstacles.add("database does not answer");
        }
        return obstacles;
    }
}
