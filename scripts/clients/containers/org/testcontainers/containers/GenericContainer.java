package org.testcontainers.containers;

import org.testcontainers.containers.wait.strategy.HostPortWaitStrategy;

/** In place of Testcontainers': the server that the client's tests want in a container already runs on this port. */
public class GenericContainer<SELF extends GenericContainer<SELF>> {

    public GenericContainer(String image) {}

    @SuppressWarnings("unchecked")
    private SELF self() {
        return (SELF) this;
    }

    public SELF waitingFor(HostPortWaitStrategy strategy) {
        return self();
    }

    public SELF withExposedPorts(Integer... ports) {
        return self();
    }

    public void start() {}

    public void stop() {}

    public String getHost() {
        return "127.0.0.1";
    }

    public Integer getMappedPort(int port) {
        return port;
    }
}
