package org.tillmesh.app.frame;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.swing.SwingUtilities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.Refusals;
import org.tillmesh.till.shop.ShopRefusal;
import org.tillmesh.till.shop.TillException;

/** Runs the till's work off Swing's thread, in order, and brings results back to it. */
public final class TillWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TillWorker.class);

    private static final int ASIDE = 3;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        var made = new Thread(task, "till-work");
        made.setDaemon(true);
        return made;
    });
    /** Long works and looks: they hold up neither a scan nor, a few of them, each other. */
    private final ExecutorService aside = Executors.newFixedThreadPool(ASIDE, task -> {
        var made = new Thread(task, "till-aside");
        made.setDaemon(true);
        return made;
    });

    public <T> void run(Supplier<T> work, Consumer<T> onDone, Consumer<TillException> onRefused) {
        on(thread, work, onDone, onRefused);
    }

    public <T> void aside(Supplier<T> work, Consumer<T> onDone, Consumer<TillException> onRefused) {
        on(aside, work, onDone, onRefused);
    }

    private static <T> void on(
            ExecutorService executor, Supplier<T> work, Consumer<T> onDone, Consumer<TillException> onRefused) {
        try {
            executor.execute(() -> {
                try {
                    T result = work.get();
                    SwingUtilities.invokeLater(() -> onDone.accept(result));
                } catch (TillException e) {
                    SwingUtilities.invokeLater(() -> onRefused.accept(e));
                } catch (RuntimeException e) {
                    TillException refused = refused(e);
                    SwingUtilities.invokeLater(() -> onRefused.accept(refused));
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("The window is closing");
        }
    }

    /** What was typed and is no number, day … says its mend; anything else is a fault of the till's own. */
    private static TillException refused(RuntimeException e) {
        if (e instanceof NumberFormatException || e instanceof ArithmeticException) {
            return new TillException(e, ShopRefusal.NO_NUMBER);
        }
        TillException refused = Refusals.of(e);
        if (refused.code() == RefusalCode.INTERNAL) {
            LOG.error("Work for the window failed", e);
        }
        return refused;
    }

    @Override
    public void close() {
        thread.shutdown();
        aside.shutdown();
    }
}
