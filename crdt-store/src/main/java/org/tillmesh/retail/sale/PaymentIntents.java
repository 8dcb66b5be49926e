package org.tillmesh.retail.sale;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.store.Store;
import org.tillmesh.store.Transaction;
import org.tillmesh.store.View;

/** What this till asked its payment terminal, and what became of it. */
public final class PaymentIntents {
    private static final String OPEN = "intent-open";

    private PaymentIntents() {}

    /** Oldest first. */
    public static List<PaymentIntent> all(View view) {
        return view.scan(Scope.LOCAL, DocType.INTENT.typeName())
                .flatMap(document -> Read.state(document, PaymentIntent::of).stream())
                .sorted(Comparator.comparing(PaymentIntent::at).thenComparing(PaymentIntent::id))
                .toList();
    }

    public static Optional<PaymentIntent> find(View view, String id) {
        return view.state(Scope.LOCAL, DocType.INTENT.ref(id)).map(PaymentIntent::of);
    }

    /** The one that the terminal was or is asked, and of which nobody knows what became; there is one at most. */
    public static Optional<PaymentIntent> open(Store store) {
        byte[] id = store.notes(OPEN).get(OPEN);
        return id == null || id.length == 0
                ? Optional.empty()
                : store.read(view -> find(view, new String(id, StandardCharsets.UTF_8)))
                        .filter(PaymentIntent::isOpen);
    }

    /** Journals what is known of it now. */
    public static void keep(Transaction tx, PaymentIntent intent) {
        intent.writeTo(tx, Scope.LOCAL);
        tx.note(OPEN, intent.isOpen() ? intent.id().getBytes(StandardCharsets.UTF_8) : new byte[0]);
    }
}
