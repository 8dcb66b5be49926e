package org.tillmesh.replication.till;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.replication.link.Sockets;

/** Decides whom to dial and when: the relay and every known neighbour that is not on the line, every 3 s ± 1 s. */
public final class DialPlan {
    private static final long RETRY_NANOS = Duration.ofSeconds(3).toNanos();
    private static final long SPREAD_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int BUSY_SECONDS_MAX = 300;
    private static final long ANSWERED_NANOS = Duration.ofMinutes(5).toNanos();
    private static final String RELAY = "relay ";

    /** After a cut all neighbours are there at once. Too many handshakes together would all time out. */
    private static final int RINGING_MAX = 4;

    private static final long RINGING_NANOS = Duration.ofMillis(1_500).toNanos();

    /** How long a handshake may take. A neighbour that is dialled again before would get a second link. */
    private static final long DIALLED_NANOS =
            Duration.ofMillis(Sockets.HANDSHAKE_MILLIS_MAX).toNanos();

    /** The replica that has answered at an address, and until when that is taken for granted. */
    private record Answered(ReplicaId replica, long untilNanos) {}

    private final Random jitter;
    private final Map<String, HostPort> neighbours = new ConcurrentHashMap<>();
    private final Map<String, Long> next = new HashMap<>();
    private final Map<String, Answered> answered = new HashMap<>();
    private final Map<String, Long> ringing = new HashMap<>();
    private volatile @Nullable HostPort relay;

    public DialPlan(Random jitter, @Nullable HostPort relay) {
        this.jitter = jitter;
        this.relay = relay;
    }

    public void relayAt(@Nullable HostPort address) {
        relay = address;
    }

    public void neighbourAt(HostPort address) {
        neighbours.put(address.toString(), address);
    }

    void forget(String address) {
        neighbours.remove(address);
    }

    /** A neighbour that was dialled has answered, or is not there. */
    public void rung(String address) {
        ringing.remove(address);
    }

    /** Everyone may be dialled at once again. */
    void anew() {
        next.clear();
    }

    /** The relay has asked for so many seconds of peace. Nothing else makes the waits longer. */
    void busy(int seconds, long nowNanos) {
        long wait = Duration.ofSeconds(Math.min(seconds, BUSY_SECONDS_MAX)).toNanos();
        next.put(RELAY + relay, nowNanos + wait + (long) (jitter.nextDouble() * SPREAD_NANOS));
    }

    void dialRelay(Consumer<HostPort> dial, long nowNanos) {
        HostPort office = relay;
        if (office != null && isDue(RELAY + office, nowNanos)) {
            dial.accept(office);
        }
    }

    /** A neighbour has answered at an address that was dialled. */
    void answered(String address, ReplicaId replica, long nowNanos) {
        long spread = (long) (jitter.nextDouble() * SPREAD_NANOS);
        answered.put(address, new Answered(replica, nowNanos + ANSWERED_NANOS + spread));
    }

    /**
     * Dials neighbours whose time has come. A neighbour that has called here itself, or is linked by another of its
     * addresses, is not dialled: two tills that know each other's addresses would make and break a second link for
     * ever.
     *
     * @param onLine whether a link with an address stands
     * @param linked whether a link with a replica stands, dialled by either side
     */
    public void dialNeighbours(
            Predicate<String> onLine, Predicate<ReplicaId> linked, Consumer<HostPort> dial, long nowNanos) {
        ringing.values().removeIf(since -> nowNanos - since > DIALLED_NANOS);
        long atOnce = ringing.values().stream()
                .filter(since -> nowNanos - since <= RINGING_NANOS)
                .count();
        for (HostPort address : neighbours.values()) {
            if (atOnce >= RINGING_MAX) {
                return;
            }
            Answered last = answered.get(address.toString());
            boolean isLinked = last != null && last.untilNanos() - nowNanos > 0 && linked.test(last.replica());
            boolean isAway = !isLinked && !onLine.test(address.toString()) && !ringing.containsKey(address.toString());
            if (isAway && isDue(address.toString(), nowNanos)) {
                ringing.put(address.toString(), nowNanos);
                atOnce++;
                dial.accept(address);
            }
        }
    }

    private boolean isDue(String who, long nowNanos) {
        Long at = next.get(who);
        if (at != null && nowNanos - at < 0) {
            return false;
        }
        next.put(who, nowNanos + RETRY_NANOS + (long) ((jitter.nextDouble() - 0.5) * SPREAD_NANOS));
        return true;
    }
}
