package org.tillmesh.till.invoice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.TillId;
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
        String start = "Receipt \"" + receipt + "\" is not known on this till; ";
        return new TillException(
                TillException.Code.UNKNOWN_RECEIPT,
                start
                        + issuer(receipt)
                                .map(this::whereabouts)
                                .orElse("check the number, or sync if it is new on another till"));
    }

    private Optional<TillId> issuer(String receipt) {
        try {
            return Optional.of(ReceiptNumber.parse(receipt).till()).filter(till -> !till.equals(shop.till()));
        } catch (RetailException e) {
            return Optional.empty();
        }
    }

    private String whereabouts(TillId issuer) {
        if (!issuer.store().equals(shop.till().store())) {
            return "it is of store " + issuer.store() + ", and a store knows only its own receipts; return it there";
        }
        if (mesh.neighbours().contains(issuer.toString())) {
            return "its till " + issuer + " can be reached now, so check the number, and try again in a moment";
        }
        return "its till " + issuer + " "
                + lastHeard(issuer).map(at -> "was last heard of at " + at).orElse("was never heard of here")
                + ". Check the number, return it there, or try again when that till or head office can be reached";
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
