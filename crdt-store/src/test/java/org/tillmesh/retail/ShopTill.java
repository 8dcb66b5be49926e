package org.tillmesh.retail;

import static org.tillmesh.retail.Sample.S001;
import static org.tillmesh.retail.Sample.T01;
import static org.tillmesh.retail.Sample.T02;
import static org.tillmesh.retail.Sample.paid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.retail.audit.Misfits;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.company.Party;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.issue.SaleCommit;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.Returns;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Store;
import org.tillmesh.store.engine.Stores;

/** A till of store S001 on a real folder, which hears others when a test says so. Replica n is till n; 9 is the relay. */
public final class ShopTill implements AutoCloseable {
    static final long RELAY = 9;

    public final TillId id;
    public final Store store;
    public final Retail retail;

    /** What its next commits say of how far its clock may be off, in milliseconds. */
    final AtomicLong clockErrorMs = new AtomicLong();

    private ShopTill(Path folder, TillId id, long replica) throws IOException {
        this.id = id;
        store = Stores.open(
                folder,
                Stores.Options.of(new AuthorityTable(ShopTill::party), Sample.NOON::toEpochMilli)
                        .withReplica(new ReplicaId(replica))
                        .withSchema(RetailSchema.SHOP)
                        .withClockError(clockErrorMs::get)
                        .withSegmentBytes(1 << 20)
                        .withFreeBytesMin(0));
        retail = Retail.attach(store);
    }

    public static ShopTill open(Path folder, TillId id, long replica) {
        try {
            return new ShopTill(folder, id, replica);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Party party(Origin origin) {
        long replica = origin.replica().bits();
        if (replica == RELAY) {
            return Party.RELAY;
        }
        return Party.till(replica == 1 ? T01 : replica == 2 ? T02 : new TillId("S001", "T0" + replica));
    }

    public IssuedDocument sell(String uuid, Cart cart, Instant at) {
        return sell(uuid, cart, at, "shift-" + id);
    }

    public IssuedDocument sell(String uuid, Cart cart, Instant at, String shift) {
        var number = retail.sales().nextReceipt(S001, id);
        var heading = new IssuedDocument.Heading(
                new DocumentId(uuid), number, new UserId("noura"), null, new ShiftId(shift), at, "key-" + uuid);
        return issue(IssuedDocument.sale(heading, paid(cart)));
    }

    public IssuedDocument giveBack(String uuid, IssuedDocument sale, int line, Quantity qty, Instant at) {
        var heading = new IssuedDocument.Heading(
                new DocumentId(uuid),
                retail.sales().nextReceipt(S001, id),
                new UserId("noura"),
                null,
                new ShiftId("shift-" + id),
                at,
                null);
        List<IssuedDocument> earlier = store.read(view -> retail.sales().returnDocuments(view, S001, sale.uuid()));
        return issue(Returns.of(
                heading, sale, earlier, List.of(new Returns.Wanted(line, qty)), "why", TenderKind.CASH, true));
    }

    /** In one commit, as the till does. */
    public IssuedDocument issue(IssuedDocument document) {
        store.write(tx -> {
            SaleCommit.write(tx, S001, document);
            return true;
        });
        return document;
    }

    public <T extends RecordDocument> T append(T document) {
        store.write(tx -> {
            document.appendTo(tx, S001);
            return true;
        });
        return document;
    }

    void write(Scope scope, StateDocument document) {
        store.write(tx -> {
            document.writeTo(tx, scope);
            return true;
        });
    }

    List<Misfits.Found> exceptions() {
        return store.read(view -> retail.misfits().list(view, S001, Misfits.Outside.NOTHING));
    }

    /** Takes everything that another holds, of whomever. */
    public void hear(ShopTill other) {
        for (StreamId stream : other.store.vector().heads().keySet()) {
            if (stream.scope().isReplicated() && !stream.origin().equals(store.self())) {
                hear(other, stream);
            }
        }
    }

    public void hear(ShopTill other, StreamId stream) {
        store.receive(other.store.since(stream, other.store.startOf(stream).seq(), Integer.MAX_VALUE), Map.of());
    }

    @Override
    public void close() {
        store.close();
    }
}
