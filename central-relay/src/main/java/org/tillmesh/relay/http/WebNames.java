package org.tillmesh.relay.http;

import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.replication.security.Certificates;

/** Under which names and addresses the console can be asked for. */
final class WebNames {
    private static final Logger LOG = LoggerFactory.getLogger(WebNames.class);
    private static final Pattern HOST =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    private WebNames() {}

    /** This machine's, and those that the operator names. @throws RelayException if one of these is no name */
    static SortedSet<String> all(Collection<String> named) {
        var all = new TreeSet<String>();
        named.forEach(name -> all.add(parse(name)));
        all.add("localhost");
        all.add("127.0.0.1");
        all.add(plain("::1"));
        addHost(all);
        addAddresses(all);
        return all;
    }

    static String parse(String name) {
        String stripped = name.strip();
        if (Certificates.isAddress(stripped)) {
            return plain(stripped);
        }
        try {
            String host = IDN.toASCII(stripped).toLowerCase(Locale.ROOT);
            if (HOST.matcher(host).matches() && !host.matches("[0-9.]+")) {
                return host;
            }
        } catch (IllegalArgumentException e) {
            throw noName(name, e);
        }
        throw noName(name, null);
    }

    private static RelayException noName(String name, @org.jspecify.annotations.Nullable Exception cause) {
        String message = "The name \"" + name
                + "\" is neither a host like office.shop.example nor an address like 192.168.1.10; mend --name";
        return cause == null ? new RelayException(message) : new RelayException(message, cause);
    }

    /** An address in the one way of writing it that Java has. */
    static String plain(String address) {
        try {
            return InetAddress.getByName(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new AssertionError("An address needs no look-up", e);
        }
    }

    private static void addHost(TreeSet<String> all) {
        try {
            String host = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
            if (HOST.matcher(host).matches()) {
                all.add(host);
            }
        } catch (UnknownHostException e) {
            LOG.info("This machine's name is not known to itself ({}); name it with --name", e.getMessage());
        }
    }

    private static void addAddresses(TreeSet<String> all) {
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLinkLocalAddress() && !address.isAnyLocalAddress())
                    .map(WebNames::withoutZone)
                    .forEach(all::add);
        } catch (SocketException e) {
            LOG.warn("This machine's addresses can't be listed: {}", e.getMessage());
        }
    }

    private static String withoutZone(InetAddress address) {
        String text = address.getHostAddress();
        int zone = address instanceof Inet6Address ? text.indexOf('%') : -1;
        return zone < 0 ? text : text.substring(0, zone);
    }
}
