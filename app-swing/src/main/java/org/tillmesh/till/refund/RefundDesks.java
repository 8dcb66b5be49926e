package org.tillmesh.till.refund;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.till.invoice.InvoiceDesks;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.ArchiveDesk;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.tender.ReturnedRights;
import org.tillmesh.till.terminal.CardRefunds;

/** The desks of goods that come back, made once for a till. What is public here other rooms need. */
public final class RefundDesks {
    final ReturnDesk returns;
    final SaleFinder finder;
    private final ExchangeDesk exchanges;
    private final RefundDesk promises;

    /**
     * @param priced what goods without a receipt are given back for
     * @param rights what gift cards, store credit, points and accounts get back, and what is taken back of them
     */
    public RefundDesks(
            Shop shop,
            Login login,
            Mesh mesh,
            ArchiveDesk archive,
            InvoiceDesks invoices,
            Function<List<LooseLine>, Cart> priced,
            ReturnedRights rights,
            CardRefunds cards) {
        finder = new SaleFinder(shop, invoices.book());
        promises = new RefundDesk(shop, mesh, archive);
        var terms = new ReturnTerms(shop, login, rights);
        var notes = new CreditNotes(terms, promises, rights, invoices.book());
        exchanges = new ExchangeDesk(shop, login, terms, notes, promises, invoices.book(), invoices.issuing(), rights, cards);
        returns = new ReturnDesk(shop, login, terms, notes, invoices.book(), invoices.issuing(), priced, rights, cards);
    }

    /** What comes back with a cart. */
    public ExchangeDesk exchanges() {
        return exchanges;
    }

    /** What neighbours ask of this till about its receipts, by the question's name. */
    public Map<String, BiFunction<Identity, Value, Value>> questions() {
        return Map.of(RefundDesk.QUESTION, promises::answer);
    }
}
