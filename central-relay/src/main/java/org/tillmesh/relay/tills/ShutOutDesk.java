package org.tillmesh.relay.tills;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.relay.audit.Acts;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.folder.RelayFolder;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.replication.session.Evidence;
import org.tillmesh.retail.company.Revocation;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.value.Money;
import org.tillmesh.store.Authority;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;

/**
 * The way home for what a till sold after it was shut out: a person at head office reads what the till exported, and takes
 * all of it, takes it up to a receipt, or refuses it. What is taken counts by a raised cut, as any testimony would have it,
 * so every till judges it alike; taken again it changes nothing.
 */
public final class ShutOutDesk {
    private final RelayFolder folder;
    private final Acts acts;

    public ShutOutDesk(RelayFolder folder) {
        this.folder = folder;
        this.acts = folder.acts();
    }

    /** A till that is shut out. @param records how many ChangeSets of it are here */
    public record ShutOutTill(String till, long records) {}

    /** @param total negative for a return */
    public record Sale(String receipt, String kind, Instant at, Money total, String uuid, boolean known) {}

    /**
     * What a till says that it still has.
     *
     * @param records how many ChangeSets are not here; @param known how many of the file are
     * @param taken how many were taken now
     */
    public record Found(String till, int records, int known, int taken, List<Sale> sales) {}

    /** Tills that are shut out, by name. */
    public List<ShutOutTill> tills() {
        Store store = folder.store();
        var found = new TreeMap<String, Long>();
        folder.known().forEach((who, certificate) -> {
            if (who.kind() == Identity.Kind.TILL && isRevoked(certificate)) {
                long records = store.vector().heads().entrySet().stream()
                        .filter(head -> head.getKey().origin().replica().equals(who.replica()))
                        .mapToLong(head -> head.getValue().seq())
                        .sum();
                found.merge(who.till(), records, Long::sum);
            }
        });
        return found.entrySet().stream()
                .map(each -> new ShutOutTill(each.getKey(), each.getValue()))
                .toList();
    }

    private boolean isRevoked(X509Certificate certificate) {
        return folder.store()
                .read(view ->
                        Revocation.isRevoked(view, certificate.getSerialNumber().toString()));
    }

    /** What is in a file, without taking anything. @throws RelayException if it can't be taken as it is */
    public Found preview(byte[] file) {
        return found(read(file), 0);
    }

    /**
     * Takes what is in a file.
     *
     * @param upTo the receipt up to which it is taken, that one too; null for all of it
     * @throws RelayException if it can't be taken; nothing changed
     */
    public synchronized Found accept(byte[] file, @Nullable String upTo) {
        Home home = read(file);
        List<ChangeSet> wanted = upTo == null ? home.changeSets : home.upTo(upTo);
        List<ChangeSet> lacking = wanted.stream().filter(each -> !isHeld(each)).toList();
        var notes = new TreeMap<String, byte[]>();
        Authority judge = folder.judge();
        for (ChangeSet each : lacking) {
            for (int i = 0; i < each.deltas().size(); i++) {
                if (!judge.permits(each.scope(), each.origin(), each.deltas().get(i))) {
                    notes.putAll(Evidence.unauthorisedNote(each, i));
                }
            }
        }
        Store.Received received = folder.store().receive(lacking, notes);
        var ends = new TreeMap<StreamId, ChangeSet>();
        wanted.forEach(each -> ends.put(each.stream(), each));
        folder.store().write(tx -> {
            ends.forEach((stream, end) -> {
                Revocation raised = Revocation.raised(home.serial, home.till, new Revocation.Cut(stream, end.head()));
                if (tx.record(Scope.COMPANY, raised.ref()).isEmpty()) {
                    raised.appendTo(tx, Scope.COMPANY);
                }
            });
            return true;
        });
        return found(home, received.applied().size());
    }

    /** Takes nothing; that it was refused is recorded. */
    public Found refuse(byte[] file) {
        Home home = read(file);
        acts.recordNow();
        return found(home, 0);
    }

    /** The records of one till in a file, in the order in which it wrote them. */
    private record Home(String till, String serial, List<ChangeSet> changeSets) {
        /** All that was written until a receipt was, in whichever scope. */
        private List<ChangeSet> upTo(String receipt) {
            Hlc end = changeSets.stream()
                    .filter(each ->
                            sales(each).stream().anyMatch(sale -> sale.receipt().equals(receipt)))
                    .map(ChangeSet::hlc)
                    .findFirst()
                    .orElseThrow(() -> new RelayException(ShutOutRefusal.NO_SUCH_RECEIPT, receipt));
            return changeSets.stream()
                    .filter(each -> each.hlc().compareTo(end) <= 0)
                    .toList();
        }
    }

    private Home read(byte[] file) {
        UnsentFile unsent = UnsentFile.read(file);
        var shutOut = new TreeMap<String, Map.Entry<Identity, X509Certificate>>();
        var others = new TreeSet<String>();
        for (Map.Entry<Identity, X509Certificate> known : folder.known().entrySet()) {
            Identity who = known.getKey();
            if (unsent.isOf(who.replica())) {
                if (who.kind() == Identity.Kind.TILL && isRevoked(known.getValue())) {
                    shutOut.put(who.replica().toString(), known);
                } else {
                    others.add(who.till());
                }
            }
        }
        if (shutOut.isEmpty()) {
            throw new RelayException(ShutOutRefusal.NOTHING_OF_ONE_SHUT_OUT, String.join(", ", others));
        }
        if (shutOut.size() > 1) {
            throw new RelayException(
                    ShutOutRefusal.SEVERAL_TILLS,
                    shutOut.values().stream()
                            .map(each -> each.getKey().till())
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        Map.Entry<Identity, X509Certificate> only = shutOut.values().iterator().next();
        Identity who = only.getKey();
        X509Certificate certificate = only.getValue();
        List<ChangeSet> own = unsent.changeSets().stream()
                .filter(each -> each.origin().replica().equals(who.replica()))
                .filter(each ->
                        each.scope().equals(Scope.COMPANY) || each.scope().equals(Scope.branch(who.branch())))
                .sorted(Comparator.comparing(ChangeSet::hlc)
                        .thenComparing(ChangeSet::scope)
                        .thenComparing(ChangeSet::seq))
                .toList();
        byStream(own).forEach((stream, changeSets) -> {
            requireChain(who.till(), stream, changeSets);
            requireSeal(who.till(), certificate.getPublicKey(), unsent.seals(), changeSets);
        });
        return new Home(who.till(), certificate.getSerialNumber().toString(), own);
    }

    private static Map<StreamId, List<ChangeSet>> byStream(List<ChangeSet> changeSets) {
        var streams = new LinkedHashMap<StreamId, List<ChangeSet>>();
        changeSets.forEach(each -> streams.computeIfAbsent(each.stream(), stream -> new ArrayList<>())
                .add(each));
        return streams;
    }

    /** Each names the one before it, and the first one that is here. */
    private void requireChain(String till, StreamId stream, List<ChangeSet> changeSets) {
        ChangeSet before = null;
        for (ChangeSet each : changeSets) {
            if (each.isLost()) {
                throw new RelayException(ShutOutRefusal.LOST_RECORDS, till);
            }
            boolean follows = before != null
                    ? each.seq() == before.seq() + 1 && each.prev().equals(before.hash())
                    : each.seq() == 1
                            || folder.store()
                                    .hashAt(stream, each.seq() - 1)
                                    .filter(each.prev()::equals)
                                    .isPresent();
            if (!follows) {
                long held = folder.store().vector().head(stream).seq();
                throw new RelayException(ShutOutRefusal.RECORDS_BEFORE_ARE_MISSING, till, each.seq(), held);
            }
            before = each;
        }
    }

    /** The till's key vouches for the last one, and so for all that lead to it. */
    private static void requireSeal(String till, PublicKey key, List<Seal> seals, List<ChangeSet> changeSets) {
        ChangeSet last = changeSets.get(changeSets.size() - 1);
        boolean isSealed = seals.stream()
                .anyMatch(seal ->
                        seal.stream().equals(last.stream()) && seal.head().equals(last.head()) && seal.isBy(key));
        if (!isSealed) {
            throw new RelayException(ShutOutRefusal.NOT_SEALED, till);
        }
    }

    private boolean isHeld(ChangeSet each) {
        return folder.store()
                .holds(each.scope(), each.origin(), each.seq(), each.hash().prefix());
    }

    private Found found(Home home, int taken) {
        var sales = new ArrayList<Sale>();
        for (ChangeSet each : home.changeSets) {
            boolean held = isHeld(each);
            sales(each)
                    .forEach(sale -> sales.add(
                            new Sale(sale.receipt(), sale.kind(), sale.at(), sale.total(), sale.uuid(), held)));
        }
        int known = (int) home.changeSets.stream().filter(this::isHeld).count();
        return new Found(home.till, home.changeSets.size() - known, known, taken, List.copyOf(sales));
    }

    private static List<Sale> sales(ChangeSet changeSet) {
        var sales = new ArrayList<Sale>();
        for (int i = 0; i < changeSet.deltas().size(); i++) {
            Delta delta = changeSet.deltas().get(i);
            if (delta instanceof Delta.Append append
                    && (DocType.SALE.is(append.doc()) || DocType.RETURN.is(append.doc()))) {
                var record = new Document.Record(
                        changeSet.scope(),
                        append.doc(),
                        append.body(),
                        changeSet.dot(i),
                        changeSet.hlc(),
                        changeSet.clockErrorMs());
                IssuedDocument document = IssuedDocument.of(record);
                Money total = document.total();
                boolean isSale = DocType.SALE.is(append.doc());
                sales.add(new Sale(
                        document.receipt().toString(),
                        isSale ? "sale" : "return",
                        document.at(),
                        isSale ? total : total.negated(),
                        append.doc().id(),
                        false));
            }
        }
        return sales;
    }
}
