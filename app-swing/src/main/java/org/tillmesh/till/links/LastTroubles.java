package org.tillmesh.till.links;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Pattern;

/** The last warnings of this program, the newest first, for whoever looks for a fault. Long numbers are masked: one may be a card's. */
final class LastTroubles extends Handler implements AutoCloseable {
    private static final int KEPT_MAX = 50;
    private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{8,15}(?=[0-9]{4}(?![0-9]))");

    private final Deque<LinkAnswers.Trouble> kept = new ArrayDeque<>();
    private final SimpleFormatter words = new SimpleFormatter();

    /** Listens from now on. */
    LastTroubles() {
        setLevel(Level.WARNING);
        Logger.getLogger("").addHandler(this);
    }

    @Override
    public synchronized void publish(LogRecord told) {
        if (!isLoggable(told)) {
            return;
        }
        String cause = told.getThrown() == null ? "" : ": " + told.getThrown();
        kept.addFirst(new LinkAnswers.Trouble(
                Instant.ofEpochMilli(told.getMillis()),
                told.getLevel().getName(),
                masked(words.formatMessage(told) + cause)));
        if (kept.size() > KEPT_MAX) {
            kept.removeLast();
        }
    }

    static String masked(String text) {
        return LONG_NUMBER.matcher(text).replaceAll("****");
    }

    synchronized List<LinkAnswers.Trouble> list() {
        return new ArrayList<>(kept);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
