package org.tillmesh.till.refund;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.store.Transaction;
import org.tillmesh.till.invoice.InvoiceDesks;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.ArchiveDesk;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Shop;

/** The desks of goods that come back, made once for a till. What is public here other rooms need. */
public final class RefundDesks {
    final ReturnDesk returns;
    private final RefundDesk promises;

    /** @param giveBack puts into a return's commit what gift cards and store credit get back */
    public RefundDesks(
            Shop shop,
            Login login,
            Mesh mesh,
            ArchiveDesk archive,
            InvoiceDesks invoices,
            BiConsumer<Transaction, IssuedDocument> giveBack) {
        promises = new RefundDesk(shop, mesh, archive);
        returns = new ReturnDesk(shop, login, giveBack, promises, invoices);
    }

    /** What neighbours ask of this till about its receipts, by the question's name. */
    public Map<String, BiFunction<Identity, Value, Value>> questions() {
        return Map.of(RefundDesk.QUESTION, promises::answer);
    }
}
