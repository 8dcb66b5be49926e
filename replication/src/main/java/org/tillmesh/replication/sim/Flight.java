package org.tillmesh.replication.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What is on its way in a world without sockets. To one end of one link things come in order; between links any order is
 * drawn, and some of it takes longer than the moment.
 */
final class Flight {
    private final Map<Object, ArrayDeque<Runnable>> lanes = new LinkedHashMap<>();
    private final ArrayDeque<Runnable> inOrder = new ArrayDeque<>();
    private final @Nullable Random random;

    /** @param random draws what comes next; null: everything in the order in which it was sent */
    Flight(@Nullable Random random) {
        this.random = random;
    }

    void add(Object lane, Runnable what) {
        if (random == null) {
            inOrder.add(what);
        } else {
            lanes.computeIfAbsent(lane, l -> new ArrayDeque<>()).add(what);
        }
    }

    /** The next thing to happen in this moment; null if the rest takes longer, or nothing is left. */
    @Nullable Runnable next() {
        Random drawn = random;
        if (drawn == null) {
            return inOrder.poll();
        }
        lanes.values().removeIf(ArrayDeque::isEmpty);
        if (lanes.isEmpty() || drawn.nextInt(400) == 0) {
            return null;
        }
        List<ArrayDeque<Runnable>> waiting = new ArrayList<>(lanes.values());
        return waiting.get(drawn.nextInt(waiting.size())).poll();
    }
}
