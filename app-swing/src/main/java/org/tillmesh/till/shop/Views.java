package org.tillmesh.till.shop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.CartLine;
import org.tillmesh.retail.cart.ParkedCart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.cart.Totals;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.IssuedLine;
import org.tillmesh.retail.sale.Returns;
import org.tillmesh.retail.sale.SalesBook;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.value.Money;
import org.tillmesh.till.counter.CartDesk;
import org.tillmesh.till.counter.Checkout;
import org.tillmesh.till.counter.InvoiceForm;

/** What the desks know, as plain answers. */
public final class Views {
    private final Shop shop;
    private final CartDesk carts;
    private final Checkout forms;

    /** @param forms which decides what a sale would issue */
    public Views(Shop shop, CartDesk carts, Checkout forms) {
        this.shop = shop;
        this.carts = carts;
        this.forms = forms;
    }

    public Answers.Cart cart(Cart cart) {
        Totals totals = cart.totals();
        InvoiceForm form = forms.fitting(cart.customerId(), cart.invoice());
        var lines = new ArrayList<Answers.Line>();
        for (int i = 0; i < cart.lines().size(); i++) {
            CartLine line = cart.lines().get(i);
            lines.add(new Answers.Line(
                    line.line(),
                    line.productId(),
                    line.name(),
                    line.nameAr(),
                    line.qty(),
                    line.unit(),
                    line.price(),
                    totals.lines().get(i).lineDiscount(),
                    line.tax().code(),
                    line.total(),
                    line.batch(),
                    line.expiry(),
                    carts.stockLeft(cart, line.productId())));
        }
        return new Answers.Cart(
                cart.id(),
                lines,
                totals.discount(),
                totals.total(),
                totals.vat(),
                cart.customerId() == null
                        ? null
                        : shop.retail()
                                .customers()
                                .byId(cart.customerId())
                                .map(this::customer)
                                .orElse(null),
                tenders(cart.tenders()),
                cart.tendered(),
                cart.due(),
                cart.change(),
                form.name(),
                form.why().isEmpty() ? null : form.why(),
                new Answers.InvoiceChoice(
                        cart.invoice().form().code(),
                        cart.invoice().traits().codes(),
                        cart.invoice().traits().from(),
                        cart.invoice().traits().until(),
                        cart.invoice().nationalId(),
                        cart.isForCitizens()),
                cart.handShare().toString(),
                carts.needsApproval(cart),
                cart.unknown());
    }

    private static @Nullable Map<String, String> parts(org.tillmesh.retail.company.@Nullable Address address) {
        if (address == null) {
            return null;
        }
        var parts = new TreeMap<String, String>();
        parts.put("street", address.street());
        parts.put("building", address.building());
        parts.put("district", address.district());
        parts.put("city", address.city());
        parts.put("postalCode", address.postalCode());
        if (!address.additional().isEmpty()) {
            parts.put("additional", address.additional());
        }
        return parts;
    }

    public Answers.Product product(Product product) {
        return new Answers.Product(
                product.id(),
                product.name(),
                product.nameAr(),
                product.barcode(),
                product.category(),
                product.price(),
                product.unit(),
                shop.retail().stock().onHand(shop.scope(), product.id()),
                product.weighed(),
                product.batchTracked(),
                product.ageLimit());
    }

    public Answers.Customer customer(Customer customer) {
        Money owed = shop.retail().sales().onAccount(shop.scope(), customer.id());
        return new Answers.Customer(
                customer.id(),
                customer.name(),
                customer.phones(),
                customer.vatNumber(),
                customer.address(),
                parts(customer.nationalAddress()),
                customer.tags(),
                owed.negated(),
                new TreeMap<>(customer.conflicts()));
    }

    public Answers.ParkedCart parked(ParkedCart parked, List<String> reachable) {
        Cart cart = parked.cart();
        boolean near = parked.home().equals(shop.till())
                || reachable.contains(parked.home().toString());
        return new Answers.ParkedCart(
                parked.id(),
                parked.name(),
                parked.home().toString(),
                parked.at(),
                cart.lines().size(),
                cart.total(),
                near);
    }

    public Answers.Sales sales(@Nullable Instant since) {
        List<Sold> found = shop.retail().sales().since(shop.scope(), since == null ? Instant.EPOCH : since);
        SalesBook.Sums sums = SalesBook.sums(found);
        return new Answers.Sales(
                sums.count(),
                sums.gross(),
                sums.vat(),
                found.stream()
                        .map(s -> new Answers.Sold(
                                s.receipt().toString(),
                                s.isSale() ? "sale" : "return",
                                s.till().toString(),
                                s.total(),
                                s.vat(),
                                s.uuid(),
                                s.at()))
                        .toList());
    }

    public List<Answers.ReturnableLine> returnable(IssuedDocument sale) {
        var soFar = Returns.soFar(
                shop.store().read(view -> shop.retail().sales().returnDocuments(view, shop.scope(), sale.uuid())));
        var lines = new ArrayList<Answers.ReturnableLine>();
        for (IssuedLine line : sale.lines()) {
            Returns.Returned back = soFar.getOrDefault(line.line(), Returns.Returned.NOTHING);
            lines.add(new Answers.ReturnableLine(
                    line.line(), line.productId(), line.name(), line.nameAr(), line.qty(), back.qty(), line.total()));
        }
        return lines;
    }

    public static Answers.Document document(Checkout.Issued issued) {
        return new Answers.Document(
                issued.xml(),
                issued.invoice().receipt(),
                issued.invoice().standard(),
                issued.isTaxInvoice(),
                issued.answer() == null
                        ? "pending"
                        : issued.answer().state().name().toLowerCase(Locale.ROOT),
                issued.answer() != null && issued.answer().cleared() != null);
    }

    public static Answers.Receipt receipt(Checkout.Issued issued) {
        IssuedDocument document = issued.document();
        return new Answers.Receipt(
                document.receipt().toString(),
                document.uuid(),
                issued.invoice().icv(),
                document.total(),
                document.vat(),
                document.change(),
                issued.again(),
                issued.invoice().standard() ? "standard" : "simplified",
                issued.isTaxInvoice(),
                issued.invoice().remark().isEmpty() ? null : issued.invoice().remark(),
                document.isSale() ? null : tenders(document.tenders()));
    }

    private static List<Answers.Tender> tenders(List<Tender> tenders) {
        return tenders.stream()
                .map(t -> new Answers.Tender(t.kind().code(), t.amount(), t.card()))
                .toList();
    }
}
