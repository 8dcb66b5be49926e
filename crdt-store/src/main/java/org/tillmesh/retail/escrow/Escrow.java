package org.tillmesh.retail.escrow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tillmesh.crdt.BoundedCounter;
import org.tillmesh.crdt.Incarnation;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.query.StoreReader;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Document;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Row;
import org.tillmesh.store.Store;
import org.tillmesh.store.View;

/** Who holds which rights to spend gift cards, store credit and points, as far as the records here tell. */
public final class Escrow extends StoreReader {
    /** The code of head office's refusal to hand out rights while it waits for tills that may hold what it has forgotten. */
    public static final String AWAITED = "AWAITED";

    public Escrow(Store store) {
        super(store);
    }

    /** Where rights are when no till has taken them: head office, in whichever life of its folder. */
    public static Origin home(ReplicaId relay) {
        return new Origin(relay, new Incarnation(0));
    }

    /** Whether an origin is where rights are when no till has taken them. */
    public static boolean isHome(Origin origin) {
        return origin.incarnation().equals(new Incarnation(0));
    }

    /** The rights of one account. What a document is known not to cover does not count. */
    public BoundedCounter counter(EscrowAccount account) {
        return EscrowRecord.counter(records(account));
    }

    /** Accounts of which an origin spent or handed on more than it held, as far as the records here tell. */
    public List<EscrowAccount> overspent() {
        return read(view -> view.folds(Scope.COMPANY, Index.OVERSPENT, KeyRange.ALL)
                .map(fold -> EscrowAccount.parse(fold.key()))
                .toList());
    }

    /** Records of an account that count. */
    public List<EscrowRecord> records(EscrowAccount account) {
        return read(view -> {
            var all = new ArrayList<EscrowRecord>();
            for (Row row : view.rows(Scope.COMPANY, Index.ESCROW, KeyRange.exactly(account.toString()))
                    .toList()) {
                view.record(Scope.COMPANY, row.document())
                        .flatMap(record -> Read.record(record, EscrowRecord::of))
                        .ifPresent(all::add);
            }
            List<EscrowRecord> given = List.copyOf(all);
            all.removeIf(record -> isVoid(view, record, given));
            return all;
        });
    }

    /** Of points the settings decide, which may have been others then: what they cover is not judged here. */
    private static boolean isVoid(View view, EscrowRecord record, List<EscrowRecord> ofAccount) {
        TillId till = record.till();
        DocumentId document = record.document();
        if (!record.isGrant()
                || till == null
                || document == null
                || record.account().kind() == EscrowAccount.Kind.POINTS) {
            return false;
        }
        Scope branch = Scope.branch(till.branch());
        Optional<Document.Record> issued = view.record(branch, DocType.SALE.ref(document))
                .or(() -> view.record(branch, DocType.RETURN.ref(document)));
        return issued.flatMap(found -> Read.record(found, IssuedDocument::of))
                .map(found -> Minting.uncovered(found, ofAccount, 0).contains(record))
                .orElse(false);
    }
}
