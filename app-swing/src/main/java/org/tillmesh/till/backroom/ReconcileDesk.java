package org.tillmesh.till.backroom;

import java.time.LocalDate;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.reports.reconcile.Outside;
import org.tillmesh.reports.reconcile.Reconciled;
import org.tillmesh.reports.reconcile.Reconciliation;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.till.shop.ArchiveDesk;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.zatca.sign.QrCode;

/** Looks through a day of this till's branch, as far as this till knows it. */
public final class ReconcileDesk implements Outside {
    private final Shop shop;
    private final ArchiveDesk archive;
    private final Supplier<Set<DocumentId>> unsent;

    /** @param unsent uuids of this till's documents that head office has not acknowledged */
    public ReconcileDesk(Shop shop, ArchiveDesk archive, Supplier<Set<DocumentId>> unsent) {
        this.shop = shop;
        this.archive = archive;
        this.unsent = unsent;
    }

    /** @param day null for today in the branch's zone */
    public Reconciled day(@Nullable LocalDate day) {
        var zone = shop.folder().branchProfile().zone();
        LocalDate wanted = day != null ? day : LocalDate.ofInstant(shop.clock().instant(), zone);
        var reconciliation = new Reconciliation(shop.retail(), this, shop.scope(), zone, wanted);
        return archive.read(
                shop.scope(),
                view -> reconciliation.needed(),
                view -> reconciliation.run(view, shop.clock().instant()));
    }

    @Override
    public String due(InvoiceRecord invoice) {
        return QrCode.decode(invoice.qr()).due();
    }

    /** A till knows its own certificate alone. */
    @Override
    public boolean isReporting(TillId till) {
        return till.equals(shop.till())
                && shop.signing().certificate().filter(c -> !c.isDevelopment()).isPresent();
    }

    @Override
    public Set<DocumentId> unsent() {
        return unsent.get();
    }
}
