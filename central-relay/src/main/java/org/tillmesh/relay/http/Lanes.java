package org.tillmesh.relay.http;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that work on requests, few and with short queues: who comes when all are full is told to come again. */
final class Lanes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
    private static final int WAITING_MAX = 128;
    private static final int IDLE_SECONDS = 60;
    private static final int CLOSING_SECONDS_MAX = 5;

    private final Map<Lane, ExecutorService> lanes =
            Map.of(Lane.FRONT, lane(Lane.FRONT, 2), Lane.WORK, lane(Lane.WORK, 8), Lane.IMPORT, lane(Lane.IMPORT, 1));

    private static ExecutorService lane(Lane name, int threads) {
        var made = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING_MAX),
                new DefaultThreadFactory("relay-web-" + name.name().toLowerCase(Locale.ROOT), true));
        made.allowCoreThreadTimeOut(true);
        return made;
    }

    /** @throws RejectedExecutionException if too many wait already */
    void execute(Lane lane, Runnable work) {
        Objects.requireNonNull(lanes.get(lane)).execute(work);
    }

    /** What is under way may end; nobody is interrupted, for an interrupted write costs the journal its file. */
    @Override
    public void close() {
        lanes.values().forEach(ExecutorService::shutdown);
        try {
            for (ExecutorService lane : lanes.values()) {
                if (!lane.awaitTermination(CLOSING_SECONDS_MAX, TimeUnit.SECONDS)) {
                    LOG.warn("A request of the console is still worked on while the relay closes");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
