package org.tillmesh.till.links;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.Replicator;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.sale.SalesBook;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.store.Change;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;
import org.tillmesh.till.shop.Shop;

/**
 * How many of a till's own issued documents head office lacks, and how many lie on no second disk. Only documents that
 * are not safe yet are looked at again; a relay with a new log makes all of them unsafe again.
 */
final class SafetyCount {
    record Counts(long unsent, long unprotected) {}

    private final Shop shop;
    private final Replicator replicator;
    private final Map<DocumentId, Dot> unsafe = new LinkedHashMap<>();
    private Epoch epoch;

    SafetyCount(Shop shop, Replicator replicator) {
        this.shop = shop;
        this.replicator = replicator;
        this.epoch = replicator.epoch();
        addAll();
        shop.store().subscribe(this::see);
    }

    private synchronized void addAll() {
        unsafe.putAll(shop.retail().sales().placesOf(shop.scope(), shop.till()));
    }

    private synchronized void see(Store.Commit commit) {
        for (Change change : commit.changes()) {
            String type = change.ref().type();
            boolean issued = type.equals(DocType.SALE.typeName()) || type.equals(DocType.RETURN.typeName());
            if (issued && change.scope().equals(shop.scope()) && change.after() instanceof Document.Record record) {
                SalesBook.till(record)
                        .filter(shop.till()::equals)
                        .ifPresent(own -> unsafe.put(new DocumentId(change.ref().id()), record.dot()));
            }
        }
    }

    synchronized Counts now() {
        return look(new HashSet<>());
    }

    /** Uuids of the documents that head office lacks. */
    synchronized Set<DocumentId> unsent() {
        var found = new HashSet<DocumentId>();
        look(found);
        return found;
    }

    /** @param lacking takes what head office lacks */
    private Counts look(Set<DocumentId> lacking) {
        Epoch current = replicator.epoch();
        if (!current.equals(epoch)) {
            epoch = current;
            addAll();
        }
        long unprotected = 0;
        Map<StreamId, Head> heads = shop.store().vector().of(shop.scope()).heads();
        var acknowledged = new HashMap<StreamId, Long>();
        var secured = new HashMap<StreamId, Long>();
        for (var each = unsafe.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<DocumentId, Dot> document = each.next();
            Dot place = document.getValue();
            StreamId stream = streamOf(place, heads);
            boolean sent = place.seq()
                    <= acknowledged.computeIfAbsent(
                            stream, s -> replicator.acknowledged(s).seq());
            boolean safe = place.seq() <= secured.computeIfAbsent(stream, replicator::protectedUpTo);
            if (sent && safe) {
                each.remove();
            }
            if (!sent) {
                lacking.add(document.getKey());
            }
            unprotected += safe ? 0 : 1;
        }
        return new Counts(lacking.size(), unprotected);
    }

    /** The stream or branch that holds a record. */
    private StreamId streamOf(Dot place, Map<StreamId, Head> heads) {
        Scope scope = shop.scope();
        for (StreamId stream : heads.keySet()) {
            boolean here = stream.origin().equals(place.origin())
                    && shop.store()
                            .hashAt(stream, place.seq())
                            .map(h -> h.prefix() == place.hashPrefix())
                            .orElse(false);
            if (here) {
                return stream;
            }
        }
        return StreamId.of(scope, place.origin());
    }
}
