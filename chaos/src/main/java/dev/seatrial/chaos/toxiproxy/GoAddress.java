package dev.seatrial.chaos.toxiproxy;

import dev.seatrial.link.Endpoint;
import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * An address as Go's {@code net} package reads and writes it.
 *
 * @param host an IP address, or empty for every interface
 * @param port 0 to 65535
 */
record GoAddress(String host, int port) {

    /**
     * Reads and resolves {@code host:port}.
     *
     * @throws ApiError in Go's words
     */
    static GoAddress resolve(String text) throws ApiError {
        if (text.isEmpty()) {
            return new GoAddress("", 0);
        }
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw wrong(text, "missing port in address");
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[")) {
            int close = host.indexOf(']');
            if (close != host.length() - 1) {
                throw wrong(text, close < 0 ? "missing ']' in address" : "missing port in address");
            }
            host = host.substring(1, close);
        } else if (host.indexOf(':') >= 0) {
            throw wrong(text, "too many colons in address");
        }
        int port = port(text.substring(colon + 1));
        return new GoAddress(ip(host), port);
    }

    private static ApiError wrong(String text, String why) {
        return new ApiError(500, "address " + text + ": " + why);
    }

    private static int port(String text) throws ApiError {
        if (text.isEmpty()) {
            return 0;
        }
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            if (text.length() > 9 || Integer.parseInt(text) > 65_535) {
                throw new ApiError(500, "address " + text + ": invalid port");
            }
            return Integer.parseInt(text);
        }
        return switch (text) {
            case "http" -> 80;
            case "https" -> 443;
            default -> throw new ApiError(500, "lookup tcp/" + text + ": unknown port");
        };
    }

    private static String ip(String host) throws ApiError {
        if (host.isEmpty()) {
            return "";
        }
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
        try {
            if (literal != null) {
                return text(InetAddress.getByAddress(literal));
            }
            InetAddress[] all = InetAddress.getAllByName(host);
            return text(Arrays.stream(all)
                    .filter(Inet4Address.class::isInstance)
                    .findFirst()
                    .orElse(all[0]));
        } catch (UnknownHostException e) {
            throw new ApiError(500, "lookup " + host + ": no such host");
        }
    }

    private static String text(InetAddress address) {
        return NetUtil.toAddressString(address);
    }

    /** As Go writes it once something listens there. */
    String listening(int actualPort) {
        return (host.isEmpty() ? "[::]" : bracketed()) + ":" + actualPort;
    }

    Endpoint endpoint() {
        return new Endpoint(host, port);
    }

    private String bracketed() {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    @Override
    public String toString() {
        return bracketed() + ":" + port;
    }
}
