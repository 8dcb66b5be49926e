package org.tillmesh.replication.base;

/** An address as people write it: {@code relay.example:7410}, {@code 127.0.0.1:7410}, {@code [::1]:7410}. */
public record HostPort(String host, int port) {

    /** Throws {@link IllegalArgumentException} with the mend. */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        String digits = colon < 0 ? "" : text.substring(colon + 1);
        if (colon < 1
                || !digits.matches("[0-9]{1,5}")
                || Integer.parseInt(digits) < 1
                || Integer.parseInt(digits) > 65_535) {
            throw new IllegalArgumentException("Address \"" + text
                    + "\" is not HOST:PORT with a port of 1 to 65535; write it like 192.168.1.10:7410");
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        return new HostPort(host, Integer.parseInt(digits));
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
