package org.testcontainers.containers.wait.strategy;

/** In place of Testcontainers': there is nothing to wait for. */
public class HostPortWaitStrategy {

    public HostPortWaitStrategy forPorts(int... ports) {
        return this;
    }
}
