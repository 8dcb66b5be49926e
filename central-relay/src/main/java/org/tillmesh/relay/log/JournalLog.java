package org.tillmesh.relay.log;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
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

    /** Bears the same bytes as the epoch's note if that epoch followed another. */
    private static final String ANEW_NOTE = "relay-log-anew";

    private static final byte[] NOTHING = {};

    private final Store store;
    private final Clock clock;
    private volatile Life life;

    /** @param anew whether another went before */
    private record Life(Epoch epoch, boolean anew) {}

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
        boolean anew = noted.filter(b -> Arrays.equals(b, store.noted(ANEW_NOTE).orElse(NOTHING)))
                .isPresent();
        life = goesOn ? new Life(before, anew) : begun(before);
    }

    private long incarnation() {
        return store.self().incarnation().bits();
    }

    /** Which life it is and that it is not the first goes into one record: no crash comes between. */
    private Life begun(Epoch after) {
        Epoch begun = new Epoch(Math.max(clock.millis(), after.startedMillis() + 1), new SecureRandom().nextLong());
        boolean anew = !after.equals(Epoch.NONE);
        byte[] note = ByteBuffer.allocate(NOTE_BYTES)
                .putLong(begun.startedMillis())
                .putLong(begun.random())
                .putLong(incarnation())
                .array();
        store.note(anew ? Map.of(EPOCH_NOTE, note, ANEW_NOTE, note) : Map.of(EPOCH_NOTE, note));
        return new Life(begun, anew);
    }

    @Override
    public synchronized Epoch beginAnew(Epoch greatestHeard) {
        Epoch now = epoch();
        life = begun(greatestHeard.compareTo(now) > 0 ? greatestHeard : now);
        return epoch();
    }

    @Override
    public Epoch epoch() {
        return life.epoch();
    }

    @Override
    public boolean hasBegunAnew() {
        return life.anew();
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
