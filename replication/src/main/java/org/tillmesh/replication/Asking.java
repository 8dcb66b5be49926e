package org.tillmesh.replication;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.base.Declined;
import org.tillmesh.replication.base.NoAnswerException;
import org.tillmesh.replication.link.PeerLine;
import org.tillmesh.replication.wire.Message;

/** Questions that this till has asked, until their answers come. */
final class Asking {
    private static final int SECONDS_MAX = 5;

    private final Map<Long, CompletableFuture<Value>> open = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();

    /** @param name who is asked, for people */
    Value ask(PeerLine line, String name, String kind, Value body) {
        var waiting = new CompletableFuture<Value>();
        long id = number.incrementAndGet();
        open.put(id, waiting);
        try {
            line.send(new Message.Ask(id, kind, body));
            return Deciding.await(
                    waiting,
                    SECONDS_MAX,
                    () -> new NoAnswerException(
                            name + " gave no answer within " + SECONDS_MAX + " s; nothing was changed here"));
        } finally {
            open.remove(id);
        }
    }

    void answered(Message.Answer answer) {
        CompletableFuture<Value> waiting = open.remove(answer.id());
        if (waiting != null && answer.error().isEmpty()) {
            waiting.complete(answer.body());
        } else if (waiting != null) {
            waiting.completeExceptionally(Declined.read(answer.error()));
        }
    }
}
