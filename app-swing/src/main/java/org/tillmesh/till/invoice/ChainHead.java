package org.tillmesh.till.invoice;

import org.tillmesh.replication.Replicator;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.zatca.sign.QrCode;

/**
 * Whether this life of the folder knows the head of its invoice chain: by itself when it has caught up with head office, or
 * by the QR of the last receipt.
 */
public final class ChainHead {
    private final Shop shop;

    ChainHead(Shop shop) {
        this.shop = shop;
    }

    /** Decides by what it may come to be known, before anything is heard. */
    public void begin() {
        shop.folder().chain().begin(shop.retail().invoices(), shop.scope(), shop.till());
    }

    /** Counter of the latest invoice that is known of this till, 0 for none. */
    long counter() {
        return shop.retail()
                .invoices()
                .head(shop.scope(), shop.till())
                .map(InvoiceChain.Link::icv)
                .orElse(0L);
    }

    /** Makes it known if what head office and the neighbours brought is what is needed. */
    public void confirm(Replicator started) {
        if (started.hasCaughtUp(shop.scope())) {
            shop.folder().chain().heard(shop.retail().invoices(), shop.scope(), shop.till());
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
        shop.folder().chain().confirm();
    }
}
