package org.tillmesh.app.frame;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.tillmesh.till.Till;

/** Hands changes of the till's threads to the window's: at once, and each kind once however many came meanwhile. */
public final class Changes implements Till.Listener {
    private final Executor window;
    private final Consumer<Set<Till.Topic>> told;
    private final Set<Till.Topic> waiting = EnumSet.noneOf(Till.Topic.class);

    public Changes(Executor window, Consumer<Set<Till.Topic>> told) {
        this.window = window;
        this.told = told;
    }

    @Override
    public void changed(Till.Topic topic) {
        boolean first;
        synchronized (waiting) {
            first = waiting.isEmpty();
            waiting.add(topic);
        }
        if (first) {
            window.execute(this::tell);
        }
    }

    private void tell() {
        Set<Till.Topic> topics;
        synchronized (waiting) {
            topics = EnumSet.copyOf(waiting);
            waiting.clear();
        }
        told.accept(topics);
    }
}
