package org.tillmesh.till.shop;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.session.Evidence;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.retail.invoice.PrintedHead;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.ArchivedException;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.bytes.Values;

/**
 * Whether this life of a folder knows the head of its till's invoice chain, and by what it may come to know it. The first
 * opening that does not know it decides what is needed. A note keeps that until the head is known, over restarts, copies
 * and backups: what is sent or received meanwhile proves nothing.
 */
public final class ChainConfirmation {
    private static final Logger LOG = LoggerFactory.getLogger(ChainConfirmation.class);
    private static final String KNOWN_NOTE = "chain-confirmed";
    private static final String NEEDS_NOTE = "chain-needs";

    /** By what the head comes to be known. The last receipt's QR always does. */
    public enum Need {
        /** Nobody, head office among them, knows a later invoice than this folder held. */
        HEAD_OFFICE,
        /** What was given out last is known, and its record is here. */
        PROOF,
        /** The last receipt alone. */
        RECEIPT
    }

    /** @param counter of the till's last invoice that the folder held then; 0 for none */
    private record Needed(Need need, long counter) {
        Value toValue() {
            return Value.list(List.of(Value.of(need.name()), Value.of(counter)));
        }

        static Needed of(byte[] note) {
            List<Value> parts = ((Value.ListOf) Values.decode(note)).items();
            return new Needed(Need.valueOf(((Value.Text) parts.get(0)).value()), ((Value.Int) parts.get(1)).value());
        }
    }

    private final Store store;

    ChainConfirmation(Store store) {
        this.store = store;
    }

    public boolean isKnown() {
        return store.noted(KNOWN_NOTE)
                .map(life -> new String(life, StandardCharsets.UTF_8))
                .filter(life()::equals)
                .isPresent();
    }

    /** False where the records are gone: making and activating a till note it before there are keys. */
    boolean wasEverKnown() {
        return store.noted(KNOWN_NOTE).isPresent();
    }

    public void confirm() {
        if (!isKnown()) {
            store.note(known());
        }
    }

    Map<String, byte[]> known() {
        return Map.of(KNOWN_NOTE, life().getBytes(StandardCharsets.UTF_8), NEEDS_NOTE, new byte[0]);
    }

    private String life() {
        return store.self().incarnation().toString();
    }

    /** Only the last receipt makes the head known. */
    public boolean needsReceipt() {
        return needed().map(needed -> needed.need() == Need.RECEIPT).orElse(false);
    }

    private Optional<Needed> needed() {
        return store.noted(NEEDS_NOTE).map(Needed::of);
    }

    /** Decides what is needed. Called at each opening, before anything is sent or received. */
    public void begin(InvoiceChain invoices, Scope scope, TillId till) {
        if (isKnown() || !wasEverKnown()) {
            return;
        }
        Optional<Needed> before = needed();
        boolean isNewLife = store.recovery().newIncarnation();
        if (before.isPresent() && !isNewLife) {
            return;
        }
        Optional<InvoiceChain.Link> head = invoices.head(scope, till);
        Need need = need(isNewLife, scope, head);
        Needed now = before.map(b -> b.need() == need ? b : new Needed(Need.RECEIPT, b.counter()))
                .orElseGet(() -> new Needed(need, counter(head)));
        if (!before.equals(Optional.of(now))) {
            try {
                store.note(Map.of(NEEDS_NOTE, Values.encode(now.toValue())));
            } catch (StoreException e) { // until then nothing but the last receipt makes it known
                LOG.warn("What this till needs to know its last invoice can't be kept: {}", e.getMessage());
            }
        }
    }

    private Need need(boolean isNewLife, Scope scope, Optional<InvoiceChain.Link> head) {
        Store.Recovery found = store.recovery();
        if (isNewLife && found.endProven()) {
            return Need.PROOF;
        }
        boolean isWhole = found.quarantined() == 0 && found.lost() == 0;
        boolean isSent = head.filter(link -> !isAcknowledged(scope, link)).isEmpty();
        return isWhole && isSent ? Need.HEAD_OFFICE : Need.RECEIPT;
    }

    private boolean isAcknowledged(Scope scope, InvoiceChain.Link link) {
        Optional<Dot> place;
        try {
            place = store.read(view -> view.record(scope, DocType.INVOICE.ref(link.uuid())))
                    .map(Document.Record::dot);
        } catch (ArchivedException e) {
            return true; // head office archives what it has
        }
        return place.filter(dot -> Evidence.acknowledgedIn(store, StreamId.of(scope, dot.origin()))
                                .seq()
                        >= dot.seq())
                .isPresent();
    }

    private static long counter(Optional<InvoiceChain.Link> head) {
        return head.map(InvoiceChain.Link::icv).orElse(0L);
    }

    /** Makes the head known if what is here now is what is needed. Called once head office has brought all it has. */
    public void heard(InvoiceChain invoices, Scope scope, TillId till) {
        if (isKnown() || !wasEverKnown()) {
            return;
        }
        Optional<InvoiceChain.Link> head = invoices.head(scope, till);
        boolean isEnough = needed().filter(needed -> switch (needed.need()) {
                    case HEAD_OFFICE -> counter(head) <= needed.counter();
                    case PROOF -> head.equals(PrintedHead.of(store, till).map(PrintedHead::link));
                    case RECEIPT -> false;
                })
                .isPresent();
        if (isEnough) {
            confirm();
        }
    }
}
