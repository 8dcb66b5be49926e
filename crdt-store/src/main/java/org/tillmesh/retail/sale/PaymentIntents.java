package org.tillmesh.retail.sale;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.store.View;

/** What this till asked its payment terminal, and what became of it. */
public final class PaymentIntents {
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

    /** The oldest of which nobody knows yet what becomes of it. */
    public static Optional<PaymentIntent> undecided(View view) {
        return all(view).stream().filter(PaymentIntent::isUndecided).findFirst();
    }
}
