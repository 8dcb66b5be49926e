package org.tillmesh.relay.http;

import io.netty.channel.Channel;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Counts connections: so many of one address, so many in all. */
final class Doorkeeper {
    private static final int IPV6_NETWORK_BYTES = 8;

    private final int ofAddressMax;
    private final int inAllMax;
    private final Map<InetAddress, Integer> inside = new HashMap<>();
    private int inAll;

    Doorkeeper(int ofAddressMax, int inAllMax) {
        this.ofAddressMax = ofAddressMax;
        this.inAllMax = inAllMax;
    }

    /** Whether a caller may come in; counted until it closes. */
    boolean letsIn(Channel caller) {
        if (!(caller.remoteAddress() instanceof InetSocketAddress from)) {
            return false; // gone already
        }
        InetAddress address = network(from.getAddress());
        if (!come(address)) {
            return false;
        }
        caller.closeFuture().addListener(closed -> go(address));
        return true;
    }

    /** Who it is that a channel leads to, equal for all channels of one caller. */
    static Object caller(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress from
                ? network(from.getAddress())
                : String.valueOf(channel.remoteAddress());
    }

    /** The address that a channel leads to, for people to read. */
    static String address(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress from
                ? from.getAddress().getHostAddress()
                : String.valueOf(channel.remoteAddress());
    }

    /** Whoever has one address of IPv6 has all of its network. */
    private static InetAddress network(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, IPV6_NETWORK_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("An address has the right length", e);
        }
    }

    private synchronized boolean come(InetAddress address) {
        int before = inside.getOrDefault(address, 0);
        if (before >= ofAddressMax || inAll >= inAllMax) {
            return false;
        }
        inside.put(address, before + 1);
        inAll++;
        return true;
    }

    private synchronized void go(InetAddress address) {
        inside.computeIfPresent(address, (a, count) -> count == 1 ? null : count - 1);
        inAll--;
    }
}
