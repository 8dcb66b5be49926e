package org.tillmesh.till;

import java.util.function.Supplier;

/**
 * Closes a till in order when the operating system ends the program: SIGTERM, log-off, shutdown. Once, whoever comes first:
 * a till that is being opened, or a command that is under way, ends before.
 */
public final class OrderlyEnd implements AutoCloseable {
    private final Till till;
    private final Thread onExit = new Thread(this::end, "till-end");
    private boolean ended;

    /** @param opening opens the till; who ends the program meanwhile waits for it */
    public OrderlyEnd(Supplier<Till> opening) {
        synchronized (this) {
            Runtime.getRuntime().addShutdownHook(onExit);
            boolean opened = false;
            try {
                till = opening.get();
                opened = true;
            } finally {
                if (!opened) {
                    ended = true;
                    removeHook();
                }
            }
        }
    }

    public Till till() {
        return till;
    }

    private synchronized void end() {
        if (!ended) {
            ended = true;
            till.close();
        }
    }

    @Override
    public void close() {
        end();
        removeHook();
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            assert ended : e; // the program ends already, and its hook finds the till closed
        }
    }
}
