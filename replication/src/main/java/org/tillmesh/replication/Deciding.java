package org.tillmesh.replication;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.replication.base.OfflineException;

/** The one thread that decides, as others see it: work is handed to it, answers are waited for. */
final class Deciding {
    private static final Logger LOG = LoggerFactory.getLogger(Deciding.class);
    private static final int SECONDS_MAX = 30;

    private final Executor decider;

    Deciding(Executor decider) {
        this.decider = decider;
    }

    public void later(Runnable what) {
        try {
            decider.execute(what);
        } catch (RejectedExecutionException e) {
            LOG.debug("Replication has ended");
        }
    }

    <T> T on(Callable<T> work) {
        return await(
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return work.call();
                            } catch (RuntimeException e) {
                                throw e;
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        decider),
                SECONDS_MAX,
                () -> new OfflineException("There was no answer within " + SECONDS_MAX + " s"));
    }

    static <T> T await(CompletableFuture<T> future) {
        return await(future, Integer.MAX_VALUE, () -> new OfflineException("There was no answer"));
    }

    static <T> T await(CompletableFuture<T> future, int secondsMax, Supplier<RuntimeException> late) {
        try {
            return future.get(secondsMax, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw late.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OfflineException("Interrupted while waiting for an answer");
        }
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OfflineException("Interrupted while waiting for the relay");
        }
    }
}
