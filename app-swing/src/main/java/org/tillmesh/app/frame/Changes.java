package org.tillmesh.app.frame;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.tillmesh.till.shop.Topic;

/** Hands changes of the till's threads to the window's: at once, and each kind once however many came meanwhile. */
public final class Changes implements Consumer<Topic> {
    private final Executor window;
    private final Consumer<Set<Topic>> told;
    private final Set<Topic> waiting = EnumSet.noneOf(Topic.class);

    public Changes(Executor window, Consumer<Set<Topic>> told) {
        this.window = window;
        this.told = told;
    }

    @Override
    public void accept(Topic topic) {
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
        Set<Topic> topics;
        synchronized (waiting) {
            topics = EnumSet.copyOf(waiting);
            waiting.clear();
        }
        told.accept(topics);
    }
}
