package org.tillmesh.till.refund;

import java.util.Map;
import java.util.function.BiFunction;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.till.invoice.InvoiceDesks;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.ArchiveDesk;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.tender.ReturnedRights;

/** The desks of goods that come back, made once for a till. What is public here other rooms need. */
public final class RefundDesks {
    final ReturnDesk returns;
    private final RefundDesk promises;

    /** @param rights what gift cards, store credit, points and accounts get back, and what is taken back of them */
    public RefundDesks(
            Shop shop,
            Login login,
            Mesh mesh,
            ArchiveDesk archive,
            InvoiceDesks invoices,
            ReturnedRights rights) {
        promises = new RefundDesk(shop, mesh, archive);
        returns = new ReturnDesk(shop, login, rights, promises, invoices);
    }

    /** What neighbours ask of this till about its receipts, by the question's name. */
    public Map<String, BiFunction<Identity, Value, Value>> questions() {
        return Map.of(RefundDesk.QUESTION, promises::answer);
    }
}
