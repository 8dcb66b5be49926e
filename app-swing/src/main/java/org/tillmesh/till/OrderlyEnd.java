package org.tillmesh.till;

/**
 * Closes a till in order when the operating system ends the program: SIGTERM, log-off, shutdown. Once, whoever comes first:
 * a command that is under way ends before.
 */
public final class OrderlyEnd implements AutoCloseable {
    private final Till till;
    private final Thread onExit = new Thread(this::end, "till-end");
    private boolean ended;

    public OrderlyEnd(Till till) {
        this.till = till;
        Runtime.getRuntime().addShutdownHook(onExit);
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
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            assert ended : e; // the program ends already, and its hook finds the till closed
        }
    }
}
