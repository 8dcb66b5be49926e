package org.tillmesh.till.invoice;

import java.util.Optional;
import org.tillmesh.replication.Replicator;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.store.Store;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillFolder;
import org.tillmesh.zatca.sign.QrCode;

/**
 * Whether this life of the folder knows the head of its invoice chain: by itself when it has caught up with head office, or
 * by the QR of the last receipt.
 */
public final class ChainHead {
    private final Shop shop;
    private long whenOpened;
    private Optional<InvoiceChain.Link> givenOutWhenOpened = Optional.empty();

    ChainHead(Shop shop) {
        this.shop = shop;
    }

    /** Keeps what this folder held before it heard anything. */
    public void begin() {
        whenOpened = counter();
        givenOutWhenOpened = shop.retail().invoices().ownHead(shop.scope(), shop.till());
    }

    /** Counter of the latest invoice that is known of this till, 0 for none. */
    long counter() {
        return shop.retail()
                .invoices()
                .head(shop.scope(), shop.till())
                .map(InvoiceChain.Link::icv)
                .orElse(0L);
    }

    /**
     * The head of the invoice chain is known to this life of the folder when head office has answered and nobody, neither
     * it nor a neighbour, knows a later invoice than this folder held when it was opened whole, or than the last that it gave
     * out before an orderly end. Otherwise there may be paper that no record tells of, and the last receipt must be scanned; so
     * it is always where only the keys are left.
     */
    public void confirm(Replicator started) {
        TillFolder folder = shop.folder();
        if (folder.notes().isChainConfirmed() || folder.isLost() || !started.hasCaughtUp(shop.scope())) {
            return;
        }
        Store.Recovery found = folder.store().recovery();
        boolean whole = found.quarantined() == 0 && found.lost() == 0 && counter() <= whenOpened;
        boolean provenBack = found.cleanStop()
                && givenOutWhenOpened.isPresent()
                && shop.retail().invoices().head(shop.scope(), shop.till()).equals(givenOutWhenOpened);
        if (whole || provenBack) {
            folder.notes().confirmChain();
        }
    }

    /**
     * Confirms it by the QR of the last document that this till knows of itself.
     *
     * @throws TillException BAD_VALUE for any other
     */
    void confirm(String qr) {
        QrCode code;
        try {
            code = QrCode.decode(qr);
        } catch (RuntimeException e) {
            throw new TillException(e, InvoiceRefusal.NO_QR, String.valueOf(e.getMessage()));
        }
        InvoiceChain.Link head = shop.retail()
                .invoices()
                .ownHead(shop.scope(), shop.till())
                .orElseThrow(() -> new TillException(InvoiceRefusal.NO_INVOICE_YET));
        if (!code.hash().equals(head.hash())) {
            boolean earlier = shop.retail()
                    .invoices()
                    .byHash(shop.scope(), shop.till(), code.hash())
                    .isPresent();
            throw earlier
                    ? new TillException(InvoiceRefusal.QR_OF_AN_EARLIER, head.receipt())
                    : new TillException(InvoiceRefusal.QR_NOT_HERE);
        }
        shop.folder().notes().confirmChain();
    }
}
