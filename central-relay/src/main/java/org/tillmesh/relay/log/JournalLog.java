package org.tillmesh.relay.log;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Scope;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.store.Store;

/** The embedded log: the journal of the relay's own store. */
public final class JournalLog implements RelayLog {
    private static final String EPOCH_NOTE = "relay-log-epoch";
    private static final int NOTE_BYTES = 24;

    private final Store store;
    private final Epoch epoch;

    /** Goes on with the folder's epoch, or begins one: after a restore or a copy the incarnation differs. */
    public JournalLog(Store store, Clock clock) {
        this.store = store;
        long incarnation = store.self().incarnation().bits();
        Optional<byte[]> noted = store.noted(EPOCH_NOTE)
                .filter(b -> b.length == NOTE_BYTES && ByteBuffer.wrap(b).getLong(16) == incarnation);
        if (noted.isPresent()) {
            ByteBuffer in = ByteBuffer.wrap(noted.get());
            epoch = new Epoch(in.getLong(), in.getLong());
        } else {
            epoch = new Epoch(clock.millis(), new SecureRandom().nextLong());
            store.note(Map.of(
                    EPOCH_NOTE,
                    ByteBuffer.allocate(NOTE_BYTES)
                            .putLong(epoch.startedMillis())
                            .putLong(epoch.random())
                            .putLong(incarnation)
                            .array()));
        }
    }

    @Override
    public Epoch epoch() {
        return epoch;
    }

    @Override
    public long position() {
        return store.position();
    }

    @Override
    public Store.Received accept(List<ChangeSet> changeSets, Map<String, byte[]> evidence) {
        return store.receive(changeSets, evidence);
    }

    @Override
    public List<Store.Positioned> after(long position, Scope scope, int bytesMax) {
        return store.after(position, scope, bytesMax);
    }
}
