package org.tillmesh.till.invoice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** Says of a receipt that is not known here whose it is, and since when that till has not been heard. */
final class UnknownReceipts {
    private final Shop shop;
    private final Mesh mesh;

    UnknownReceipts(Shop shop, Mesh mesh) {
        this.shop = shop;
        this.mesh = mesh;
    }

    TillException refusal(String receipt) {
        return new TillException(
                InvoiceRefusal.UNKNOWN_RECEIPT,
                receipt,
                issuer(receipt).map(this::whereabouts).orElseGet(InvoiceWords.CHECK_NUMBER::with));
    }

    private Optional<TillId> issuer(String receipt) {
        try {
            return Optional.of(ReceiptNumber.parse(receipt).till()).filter(till -> !till.equals(shop.till()));
        } catch (RetailException e) {
            return Optional.empty();
        }
    }

    private Sentence whereabouts(TillId issuer) {
        if (!issuer.branch().equals(shop.till().branch())) {
            return InvoiceWords.OF_ANOTHER_STORE.with(issuer.branch());
        }
        if (mesh.neighbours().contains(issuer.toString())) {
            return InvoiceWords.TILL_REACHABLE.with(issuer);
        }
        return lastHeard(issuer)
                .map(at -> InvoiceWords.TILL_LAST_HEARD.with(issuer, at))
                .orElseGet(() -> InvoiceWords.TILL_NEVER_HEARD.with(issuer));
    }

    /** On a line of its own since this program started, or by the latest record of it that came here by whatever way. */
    private Optional<Instant> lastHeard(TillId till) {
        var times = new ArrayList<Instant>();
        mesh.ifRunning().map(line -> line.lastHeard().get(till.toString())).ifPresent(times::add);
        Optional.ofNullable(shop.retail().stock().heardFrom(shop.scope()).get(till))
                .ifPresent(times::add);
        return times.stream().max(Instant::compareTo);
    }
}
