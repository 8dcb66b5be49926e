package org.tillmesh.till.shop;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.tillmesh.replication.Unsent;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.store.Store;
import org.tillmesh.store.Transaction;

/** What a till's folder notes of itself beside its records. */
public final class FolderNotes {
    private static final String RELAY_NOTE = "relay-address";

    /** That another till's records may lie here, whose keys were lost. */
    private static final String EARLIER_NOTE = "earlier-till";

    private static final String SHUT_OUT_NOTE = "shut-out";

    /** That this till is in training, also after a restart. */
    private static final String TRAINING_NOTE = "training";

    private final Supplier<Store> opened;

    /** @param opened the store as it is open now: activation opens it anew */
    FolderNotes(Supplier<Store> opened) {
        this.opened = opened;
    }

    private Store store() {
        return opened.get();
    }

    /** @throws org.tillmesh.store.StoreException as any commit would */
    public void refuseIfUnwritable(Instant now) {
        store().note(Map.of("activation-tried", bytes(now)));
    }

    /** What a new till's folder notes before its keys are kept: who finds keys and no note knows that the records are gone. */
    Map<String, byte[]> ofActivation(HostPort relay) {
        var notes = new HashMap<String, byte[]>();
        notes.put(RELAY_NOTE, relay.toString().getBytes(StandardCharsets.UTF_8));
        if (!Unsent.of(store()).isEmpty()) {
            notes.put(EARLIER_NOTE, new byte[] {1});
        }
        notes.putAll(new ChainConfirmation(store()).known()); // a new till's chain has no invoice yet
        return notes;
    }

    boolean isTraining() {
        return store().noted(TRAINING_NOTE).isPresent();
    }

    /** Goes into the commit that begins or ends a training. */
    public void keepTraining(Transaction tx, boolean on, Instant now) {
        tx.note(TRAINING_NOTE, on ? bytes(now) : new byte[0]);
    }

    boolean hasEarlierTill() {
        return store().noted(EARLIER_NOTE).isPresent();
    }

    Optional<Instant> shutOutSince() {
        return store().noted(SHUT_OUT_NOTE).map(since -> Instant.parse(new String(since, StandardCharsets.UTF_8)));
    }

    public void keepShutOut(boolean isShutOut, Instant now) {
        if (isShutOut != store().noted(SHUT_OUT_NOTE).isPresent()) {
            store().note(Map.of(SHUT_OUT_NOTE, isShutOut ? bytes(now) : new byte[0]));
        }
    }

    private static byte[] bytes(Instant at) {
        return at.toString().getBytes(StandardCharsets.UTF_8);
    }

    public Optional<HostPort> relayAddress() {
        return store().noted(RELAY_NOTE).map(b -> HostPort.parse(new String(b, StandardCharsets.UTF_8)));
    }

    public void rememberRelay(HostPort relay) {
        byte[] bytes = relay.toString().getBytes(StandardCharsets.UTF_8);
        if (store().noted(RELAY_NOTE).map(b -> !Arrays.equals(b, bytes)).orElse(true)) {
            store().note(Map.of(RELAY_NOTE, bytes));
        }
    }
}
