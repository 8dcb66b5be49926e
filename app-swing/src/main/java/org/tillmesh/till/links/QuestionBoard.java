package org.tillmesh.till.links;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Identity;

/** What neighbours may ask of this till, by the question's name: each is answered by the desk that put it up. */
public final class QuestionBoard {
    private final Map<String, BiFunction<Identity, Value, Value>> desks = new TreeMap<>();

    /** Puts up the questions of a room. */
    public void put(Map<String, BiFunction<Identity, Value, Value>> questions) {
        desks.putAll(questions);
    }

    Value answer(Identity from, String kind, Value body) {
        BiFunction<Identity, Value, Value> desk = desks.get(kind);
        if (desk == null) {
            throw new IllegalArgumentException("Question \"" + kind + "\" is unknown here");
        }
        return desk.apply(from, body);
    }
}
