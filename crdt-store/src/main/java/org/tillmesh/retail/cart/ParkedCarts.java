package org.tillmesh.retail.cart;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.query.StoreReader;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Document;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Store;
import org.tillmesh.store.View;

/** Parked carts of a store. */
public final class ParkedCarts extends StoreReader {
    public ParkedCarts(Store store) {
        super(store);
    }

    /** Carts that wait, the longest waiting first. */
    public List<ParkedCart> waiting(Scope branch) {
        return read(view -> view.rows(branch, Index.PARKED, KeyRange.ALL).toList().stream()
                .flatMap(row -> cart(view, branch, row.document().id()).stream())
                .toList());
    }

    /** Any parked cart, waiting or not. */
    public Optional<ParkedCart> find(Scope branch, String cart) {
        return cart.isEmpty() ? Optional.empty() : read(view -> cart(view, branch, cart));
    }

    /** The quotation of that number, whatever became of it. */
    public Optional<ParkedCart> quotation(Scope branch, String number) {
        return quoted(branch).stream()
                .filter(parked -> number.equals(parked.quotation()))
                .findFirst();
    }

    /** The number that a till's next quotation gets: {@code S001-T01-Q000001}. */
    public String nextQuotation(Scope branch, TillId till) {
        String prefix = till + "-Q";
        long last = quoted(branch).stream()
                .map(parked -> String.valueOf(parked.quotation()))
                .filter(number -> number.startsWith(prefix))
                .mapToLong(number -> Long.parseLong(number.substring(prefix.length())))
                .max()
                .orElse(0);
        return prefix + String.format(Locale.ROOT, "%06d", last + 1);
    }

    private List<ParkedCart> quoted(Scope branch) {
        return read(view -> {
            try (Stream<Document> all = view.scan(branch, DocType.PARKED.typeName())) {
                return all.flatMap(document -> Read.state(document, ParkedCart::of).stream())
                        .filter(parked -> parked.quotation() != null)
                        .toList();
            }
        });
    }

    private static Optional<ParkedCart> cart(View view, Scope branch, String id) {
        return Read.state(view.get(branch, DocType.PARKED.ref(id)).orElse(null), ParkedCart::of);
    }
}
