package org.tillmesh.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a command that fails: refusals are for people, one line without a stack trace, and exit code 2. */
final class FailedCommand {
    private static final Logger LOG = LoggerFactory.getLogger(FailedCommand.class);
    private static final int REFUSED = 2;

    private FailedCommand() {}

    /** A command's work; the exit code. */
    @FunctionalInterface
    interface Work {
        int run() throws IOException;
    }

    /** The exit code of the work, whether it ends well or is refused. */
    static int saying(Work work) {
        try {
            return work.run();
        } catch (RuntimeException | IOException e) {
            return refused(e);
        }
    }

    /** Says why. What is none of ours is a fault of the program, and the log has its trace. */
    static int refused(Exception e) {
        boolean isOurs = e instanceof IOException
                || e instanceof UncheckedIOException
                || e instanceof IllegalArgumentException
                || e.getClass().getName().startsWith("org.tillmesh.");
        if (!isOurs) {
            LOG.error("The program failed; this is a fault of its own", e);
        }
        boolean saysWhat = isOurs && e.getMessage() != null && !(e instanceof IOException);
        System.err.println(saysWhat ? e.getMessage() : e.getClass().getSimpleName() + ": " + e.getMessage());
        return REFUSED;
    }
}
