package dev.seatrial.environment.containers;

import com.github.dockerjava.api.model.Network;
import dev.seatrial.link.Endpoint;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;

/**
 * Where containers and this JVM meet.
 *
 * @param bind the address of this machine on which links for containers listen: the bridge's, never all
 * @param hostSeenFromInside what the host's name means inside a container
 */
record Berth(String bind, String hostSeenFromInside) {

    /** The name by which containers know the machine that they run on. */
    static final String NAME_OF_HOST = "host.seatrial.internal";

    /** Engines on the machine itself share a bridge with it; those in a virtual machine forward to its loopback. */
    static Berth of(DockerEngine engine) throws InterruptedException {
        Network bridge = engine.ask(
                "describe its bridge",
                client -> client.inspectNetworkCmd().withNetworkId("bridge").exec());
        Optional<String> gateway =
                Optional.ofNullable(bridge.getIpam()).map(Network.Ipam::getConfig).orElse(List.of()).stream()
                        .map(Network.Ipam.Config::getGateway)
                        .filter(g -> g != null && g.indexOf('.') > 0)
                        .findFirst();
        return gateway.filter(Berth::isOurs)
                .map(address -> new Berth(address, address))
                .orElse(new Berth("127.0.0.1", "host-gateway"));
    }

    private static boolean isOurs(String address) {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .anyMatch(own -> own.getHostAddress().equals(address));
        } catch (SocketException e) {
            return false;
        }
    }

    /** Where containers reach something that listens on {@link #bind()}. */
    Endpoint fromInside(Endpoint listen) {
        return new Endpoint(NAME_OF_HOST, listen.port());
    }
}
