package org.tillmesh.replication.discovery;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceEvent;
import javax.jmdns.ServiceInfo;
import javax.jmdns.ServiceListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Hash;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.replication.security.Identity;

/**
 * Announces this till as {@code _tillmesh._tcp} on every usable interface and listens for others of its store. The TXT
 * record holds a hash of company and store and the till's id: nothing secret. Interfaces are looked at every 10 s, so a
 * cable that is plugged in later is used. A machine without multicast says so once and goes on.
 */
public final class Discovery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);
    private static final String TYPE = "_tillmesh._tcp.local.";
    private static final int LOOK_SECONDS = 10;

    private final Identity self;
    private final int port;
    private final Consumer<HostPort> found;
    private final Map<InetAddress, JmDNS> announced = new HashMap<>();
    private final Set<InetAddress> failed = new HashSet<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "discovery");
        made.setDaemon(true);
        return made;
    });

    private Discovery(Identity self, int port, Consumer<HostPort> found) {
        this.self = self;
        this.port = port;
        this.found = found;
    }

    /** Starts in the background; never fails. @param found called for each neighbour's address, perhaps again */
    public static Discovery start(Identity self, int port, Consumer<HostPort> found) {
        var discovery = new Discovery(self, port, found);
        discovery.thread.scheduleWithFixedDelay(discovery::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
        return discovery;
    }

    private String group() {
        return Hash.sha256((self.company() + "/" + self.branch()).getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 16);
    }

    private void look() {
        try {
            List<InetAddress> usable = usable();
            for (InetAddress gone : List.copyOf(announced.keySet())) {
                if (!usable.contains(gone)) {
                    close(announced.remove(gone));
                }
            }
            for (InetAddress address : usable) {
                if (!announced.containsKey(address) && !failed.contains(address)) {
                    announce(address);
                }
            }
        } catch (SocketException | RuntimeException e) {
            LOG.warn("Interfaces can't be looked at: {}", e.toString());
        }
    }

    private static List<InetAddress> usable() throws SocketException {
        var usable = new ArrayList<InetAddress>();
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (network.isUp() && !network.isLoopback() && network.supportsMulticast() && !network.isPointToPoint()) {
                for (InetAddress address : Collections.list(network.getInetAddresses())) {
                    if (address instanceof Inet4Address) {
                        usable.add(address);
                    }
                }
            }
        }
        return usable;
    }

    private void announce(InetAddress address) {
        try {
            JmDNS mdns = JmDNS.create(address, self.till());
            mdns.addServiceListener(TYPE, new Neighbours());
            mdns.registerService(
                    ServiceInfo.create(TYPE, self.till(), port, 0, 0, Map.of("group", group(), "till", self.till())));
            announced.put(address, mdns);
            LOG.info("Announced by mDNS on {}", address.getHostAddress());
        } catch (IOException e) {
            failed.add(address);
            LOG.info(
                    "No mDNS on {}: {}; neighbours there need a static address",
                    address.getHostAddress(),
                    e.getMessage());
        }
    }

    private final class Neighbours implements ServiceListener {
        @Override
        public void serviceAdded(ServiceEvent event) {
            event.getDNS().requestServiceInfo(event.getType(), event.getName(), 1_000);
        }

        @Override
        public void serviceRemoved(ServiceEvent event) {
            // A till that went quiet is noticed on its link; its address may be good again tomorrow.
        }

        @Override
        public void serviceResolved(ServiceEvent event) {
            ServiceInfo info = event.getInfo();
            if (!group().equals(info.getPropertyString("group"))
                    || self.till().equals(info.getPropertyString("till"))) {
                return;
            }
            for (Inet4Address address : info.getInet4Addresses()) {
                found.accept(new HostPort(address.getHostAddress(), info.getPort()));
            }
        }
    }

    private static void close(JmDNS mdns) {
        try {
            mdns.close();
        } catch (IOException e) {
            LOG.debug("mDNS did not end in order: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        Thread closing = new Thread(() -> announced.values().forEach(Discovery::close), "discovery-close");
        closing.setDaemon(true);
        closing.start(); // saying goodbye on every interface takes seconds; the till does not wait for it
    }
}
