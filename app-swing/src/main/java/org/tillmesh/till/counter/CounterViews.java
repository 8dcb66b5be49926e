package org.tillmesh.till.counter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.BackLine;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.CartLine;
import org.tillmesh.retail.cart.ParkedCart;
import org.tillmesh.retail.cart.Quotation;
import org.tillmesh.retail.cart.Totals;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.deal.Priced;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.invoice.InvoiceForm;
import org.tillmesh.till.invoice.InvoiceForms;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.tender.GivenByHand;
import org.tillmesh.till.tender.TillCart;

/** What the desks of the counter know, as plain answers. */
final class CounterViews {
    private final Shop shop;
    private final TillCart open;
    private final GivenByHand given;
    private final InvoiceForms forms;

    CounterViews(Shop shop, TillCart open, GivenByHand given, InvoiceForms forms) {
        this.shop = shop;
        this.open = open;
        this.given = given;
        this.forms = forms;
    }

    CounterAnswers.Cart cart(Cart cart) {
        Totals totals = cart.totals();
        InvoiceForm form = forms.fitting(cart.customerId(), cart.invoice());
        Map<ProductId, Quantity> left = open.stockLeft(cart);
        var lines = new ArrayList<CounterAnswers.Line>();
        for (int i = 0; i < cart.lines().size(); i++) {
            CartLine line = cart.lines().get(i);
            Priced.Line priced = cart.priced().lines().get(i);
            lines.add(new CounterAnswers.Line(
                    line.line(),
                    line.productId(),
                    line.name(),
                    line.nameAr(),
                    line.qty(),
                    line.unit(),
                    priced.price(),
                    reason(line, priced.reason()),
                    deals(priced.deals()),
                    line.isByHand(),
                    priced.lineOff(),
                    line.tax().code(),
                    priced.gross().minus(priced.lineOff()),
                    line.batch(),
                    line.expiry(),
                    line.note(),
                    line.pack() == null ? null : line.pack().code(),
                    line.serial(),
                    line.seller() == null ? null : line.seller().value(),
                    line.rides(),
                    left.getOrDefault(line.productId(), Quantity.ZERO),
                    null));
        }
        cart.backs().forEach(back -> lines.add(back(back, left)));
        lines.sort(Comparator.comparingInt(CounterAnswers.Line::line));
        Money backVat = cart.backs().stream().map(BackLine::vat).reduce(Money.ZERO, Money::plus);
        Money difference = totals.total().minus(cart.backTotal());
        return new CounterAnswers.Cart(
                cart.id(),
                lines,
                deals(cart.priced().deals()),
                cart.coupons(),
                totals.discount(),
                difference,
                totals.vat().minus(backVat),
                cart.customerId() == null
                        ? null
                        : shop.retail()
                                .customers()
                                .byId(cart.customerId())
                                .map(this::customer)
                                .orElse(null),
                InvoiceAnswers.tenders(cart.tenders()),
                cart.tendered(),
                cart.prepaid(),
                cart.due(),
                cart.dueInCash(shop.settings().cashStep()),
                cart.change(),
                cart.rounding(),
                form.name(),
                form.why(),
                new CounterAnswers.InvoiceChoice(
                        cart.invoice().form().code(),
                        cart.invoice().traits().codes(),
                        cart.invoice().traits().from(),
                        cart.invoice().traits().until(),
                        cart.invoice().nationalId(),
                        cart.isForCitizens()),
                cart.handShare().toString(),
                given.needsApproval(cart),
                quoted(cart),
                cart.unknown(),
                difference.isNegative() ? difference.negated() : Money.ZERO);
    }

    private CounterAnswers.Line back(BackLine back, Map<ProductId, Quantity> left) {
        return new CounterAnswers.Line(
                back.line(),
                back.productId(),
                back.name(),
                back.nameAr(),
                back.qty().negated(),
                back.unit(),
                back.price(),
                new CounterAnswers.PriceReason("back", back.receipt(), null),
                List.of(),
                false,
                Money.ZERO,
                back.tax(),
                back.total().negated(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                left.getOrDefault(back.productId(), shop.retail().stock().onHand(shop.scope(), back.productId())),
                new CounterAnswers.Back(back.receipt(), back.of()));
    }

    private CounterAnswers.@Nullable Quoted quoted(Cart cart) {
        Quotation made = cart.quotation();
        return made == null
                ? null
                : new CounterAnswers.Quoted(
                        made.number(), made.until(), made.holds(shop.clock().instant()));
    }

    private static CounterAnswers.PriceReason reason(CartLine line, Priced.Reason reason) {
        Priced.Reason told = line.handPrice() == null
                ? reason
                : reason.saying(line.handPrice().reason());
        return new CounterAnswers.PriceReason(
                told.kind().code(),
                told.name().isEmpty() ? null : told.name(),
                told.nameAr().isEmpty() ? null : told.nameAr(),
                told.withoutVat());
    }

    private static List<CounterAnswers.Deal> deals(List<Priced.Deal> deals) {
        return deals.stream()
                .map(deal -> new CounterAnswers.Deal(deal.id(), deal.name(), deal.nameAr(), deal.off()))
                .toList();
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

    CounterAnswers.Product product(Product product) {
        return new CounterAnswers.Product(
                product.id(),
                product.name(),
                product.nameAr(),
                product.barcode(),
                product.category(),
                product.price(),
                product.unit(),
                onHand(product),
                product.weighed(),
                product.batchTracked(),
                product.ageLimit());
    }

    /** Of a bundle as many as can be made of what is there. */
    private Quantity onHand(Product product) {
        return product.rules().parts().entrySet().stream()
                .map(part -> Quantity.of(Math.floorDiv(
                        shop.retail()
                                .stock()
                                .onHand(shop.scope(), part.getKey())
                                .thousandths(),
                        part.getValue().thousandths())))
                .min(Comparator.naturalOrder())
                .orElseGet(() -> shop.retail().stock().onHand(shop.scope(), product.id()));
    }

    CounterAnswers.Customer customer(Customer customer) {
        Money owed = shop.retail().customers().owed(shop.scope(), customer.id());
        return new CounterAnswers.Customer(
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

    CounterAnswers.ParkedCart parked(ParkedCart parked, List<String> reachable) {
        Cart cart = parked.cart();
        boolean near = parked.home().equals(shop.till())
                || reachable.contains(parked.home().toString());
        return new CounterAnswers.ParkedCart(
                parked.id(),
                parked.name(),
                parked.home().toString(),
                parked.at(),
                cart.lines().size(),
                cart.total(),
                cart.prepaid(),
                quoted(cart),
                near);
    }
}
