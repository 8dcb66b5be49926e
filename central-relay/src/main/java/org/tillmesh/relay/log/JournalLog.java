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
    private final Clock clock;
    private volatile Epoch epoch;

    /** Goes on with the folder's epoch, or begins one: after a restore or a copy the incarnation differs. */
    public JournalLog(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
        Optional<byte[]> noted = store.noted(EPOCH_NOTE).filter(b -> b.length == NOTE_BYTES);
        Epoch before = noted.map(b -> new Epoch(
                        ByteBuffer.wrap(b).getLong(), ByteBuffer.wrap(b).getLong(Long.BYTES)))
                .orElse(Epoch.NONE);
        boolean goesOn = noted.filter(b -> ByteBuffer.wrap(b).getLong(2 * Long.BYTES) == incarnation())
                .isPresent();
        epoch = goesOn ? before : begun(before);
    }

    private long incarnation() {
        return store.self().incarnation().bits();
    }

    private Epoch begun(Epoch after) {
        Epoch begun = new Epoch(Math.max(clock.millis(), after.startedMillis() + 1), new SecureRandom().nextLong());
        store.note(Map.of(
                EPOCH_NOTE,
                ByteBuffer.allocate(NOTE_BYTES)
                        .putLong(begun.startedMillis())
                        .putLong(begun.random())
                        .putLong(incarnation())
                        .array()));
        return begun;
    }

    @Override
    public synchronized Epoch beginAnew(Epoch greatestHeard) {
        epoch = begun(greatestHeard.compareTo(epoch) > 0 ? greatestHeard : epoch);
        return epoch;
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
