package org.tillmesh.relay.folder;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.store.StoreException;

/**
 * Whether head office can do its work, for programs that watch it. Looked after every few seconds by a thread of its own,
 * so that whoever asks waits for nothing and costs nothing; one that stands still is a problem too.
 */
public final class Health implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);
    private static final long LOOK_SECONDS = 5;
    private static final Duration STUCK_AFTER = Duration.ofMinutes(1);

    private final List<Supplier<Optional<Problem>>> checks;
    private final LongSupplier freeBytes;
    private final Clock clock;
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("relay-health", true));
    private volatile State last;

    /** @param what disk_full, read_only, reporting, certificate, stuck or failed; @param message for people, names no secret */
    public record Problem(String what, String message) {}

    /** @param ok whether there is no problem; @param diskFreeMiB of the folder's disk */
    public record State(boolean ok, List<Problem> problems, long diskFreeMiB, Instant asOf) {}

    public Health(List<Supplier<Optional<Problem>>> checks, LongSupplier freeBytes, Clock clock) {
        this.checks = List.copyOf(checks);
        this.freeBytes = freeBytes;
        this.clock = clock;
        this.last = look();
    }

    public Health begin() {
        looking.scheduleWithFixedDelay(() -> last = look(), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    /** As last looked. */
    public State state() {
        State known = last;
        Duration age = Duration.between(known.asOf(), clock.instant());
        if (age.compareTo(STUCK_AFTER) < 0) {
            return known;
        }
        var problems = new ArrayList<>(known.problems());
        problems.add(new Problem(
                "stuck",
                "Head office has not answered itself for " + age.toSeconds() + " s; look at its log, start it again"));
        return new State(false, problems, known.diskFreeMiB(), known.asOf());
    }

    State look() {
        var problems = new ArrayList<Problem>();
        for (Supplier<Optional<Problem>> check : checks) {
            try {
                check.get().ifPresent(problems::add);
            } catch (RuntimeException e) {
                LOG.error("Head office's health can't be looked after", e);
                problems.add(new Problem("failed", "A look at head office's health failed; its log has the cause"));
            }
        }
        return new State(problems.isEmpty(), problems, freeBytes.getAsLong() >> 20, clock.instant());
    }

    /** What a store that takes nothing any more means to others. */
    public static Optional<Problem> ofStore(Optional<StoreException> trouble) {
        return trouble.map(
                e -> e.kind() == StoreException.Kind.DISK_FULL
                        ? new Problem(
                                "disk_full",
                                "The disk is full or nearly so: no sales, products or settings are taken in. Make room")
                        : new Problem(
                                "read_only",
                                "Writing to the disk failed: nothing is taken in until head office is started again. Look at the disk"));
    }

    @Override
    public void close() {
        looking.shutdown();
    }
}
