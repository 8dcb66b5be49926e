package org.tillmesh.till.counter;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.AgeCheck;
import org.tillmesh.retail.cart.BackLine;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.CartItem;
import org.tillmesh.retail.cart.CartLine;
import org.tillmesh.retail.cart.InvoiceWish;
import org.tillmesh.retail.cart.OpenCart;
import org.tillmesh.retail.cart.ParkedCart;
import org.tillmesh.retail.catalogue.BundlePart;
import org.tillmesh.retail.catalogue.Exemption;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.catalogue.ProductUnit;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.till.invoice.InvoiceForms;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.refund.ExchangeDesk;
import org.tillmesh.till.refund.LooseLine;
import org.tillmesh.till.refund.RefundRefusal;
import org.tillmesh.till.scan.Coupons;
import org.tillmesh.till.scan.Scan;
import org.tillmesh.till.scan.ScanReader;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.tender.EscrowDesk;
import org.tillmesh.till.tender.GivenByHand;
import org.tillmesh.till.tender.TillCart;

/** What a cashier does to the open cart before anything is paid. */
final class CartDesk {
    private final Shop shop;
    private final TillCart cart;
    private final EscrowDesk escrow;
    private final GivenByHand given;
    private final InvoiceForms forms;
    private final ExchangeDesk exchanges;
    private final ScanReader scans;
    private final Coupons coupons;
    private final BatchChoice batches;
    private final CartUndo undo;

    CartDesk(
            Shop shop,
            TillCart cart,
            EscrowDesk escrow,
            GivenByHand given,
            InvoiceForms forms,
            ExchangeDesk exchanges) {
        this.shop = shop;
        this.cart = cart;
        this.escrow = escrow;
        this.given = given;
        this.forms = forms;
        this.exchanges = exchanges;
        this.scans = new ScanReader(shop);
        this.coupons = new Coupons(shop);
        this.batches = new BatchChoice(shop);
        this.undo = new CartUndo(shop, cart);
    }

    /** The line that a scan touched, and the cart after it. */
    record Touched(int line, Cart cart, List<Sentence> warnings) {}

    /**
     * What is said beside a code.
     *
     * @param serial number of the one piece; null for none
     * @param seller id of the user who sells it; null for the cashier
     */
    record Beside(@Nullable String serial, @Nullable String seller, @Nullable String approve) {}

    Touched scan(String code, @Nullable Quantity qty, Beside beside) {
        shop.requireUser();
        return add(scans.read(code.strip(), qty), beside);
    }

    /** What is sold by weight and says none in its code; empty for everything else, also for what is refused later. */
    Optional<Product> toWeigh(String code) {
        return scans.isBare(code.strip())
                ? shop.retail().catalogue().byBarcode(code.strip()).filter(Product::weighed)
                : Optional.empty();
    }

    Touched add(ProductId productId, @Nullable Quantity qty, @Nullable String batch, Beside beside) {
        shop.requireUser();
        Product product = shop.retail().catalogue().byId(productId).orElseThrow(() -> Shop.unknown(productId.value()));
        return add(Scan.plain(product, qty, batch), beside);
    }

    /** Goods are marked down by labels, but anybody can type one that asks nearly nothing. */
    private void checkPrice(Scan read, @Nullable String approve) {
        Money price = read.price();
        Money shelf = read.shelf();
        if (price != null && shelf != null && price.plus(price).compareTo(shelf) < 0) {
            given.checkRight(
                    Act.LOW_LABEL_PRICE,
                    approve,
                    CounterRefusal.LABEL_PRICE_LOW,
                    price,
                    shelf,
                    read.product().name());
        }
    }

    private Touched add(Scan read, Beside beside) {
        Product product = read.product();
        String approve = beside.approve();
        Cart before = cart.current();
        var warnings = new ArrayList<Sentence>();
        String serial = serial(read, beside, warnings);
        UserId seller = beside.seller() == null ? null : given.seller(beside.seller());
        Map<Product, BundlePart> parts = parts(product);
        int ageLimit = Stream.concat(Stream.of(product), parts.keySet().stream())
                .mapToInt(Product::ageLimit)
                .max()
                .orElse(0);
        boolean asksAge = !before.isOldEnough(ageLimit)
                && before.lines().stream().noneMatch(l -> l.productId().equals(product.id()));
        UserId seenBy = asksAge ? given.seen(approve, CounterRefusal.AGE_CHECK, product.name(), ageLimit) : null;
        if (read.isGuessed()) {
            warnings.add(CounterWords.LABEL_WITHOUT_PRICE.with(product.name(), product.unit()));
        }
        if (read.doubt() != null) {
            warnings.add(read.doubt());
        }
        List<BatchChoice.Chosen> chosen = batches.choose(read, before);
        if (chosen.size() > 1) {
            warnings.add(ofSeveral(product.name(), chosen));
        }
        chosen.forEach(each -> refuseExpired(product, each, approve));
        checkPrice(read, approve);
        Exemption exemption = shop.retail().catalogue().exemption(product).orElse(null);
        Product container = container(product);
        Cart after = before;
        int line = 0;
        for (BatchChoice.Chosen each : chosen) {
            CartItem item = item(read, each, exemption)
                    .numbered(serial)
                    .soldBy(seller)
                    .in(container)
                    .madeOf(List.copyOf(parts.values()));
            line = line == 0 ? before.touched(item) : line;
            after = after.add(item);
        }
        Cart changed = cart.priced(seenBy == null ? after : after.withAge(new AgeCheck(ageLimit, seenBy)));
        Map<ProductId, Quantity> left = cart.stockLeft(changed);
        for (Product each : parts.isEmpty() ? List.of(product) : parts.keySet()) {
            Quantity leftOf = left.getOrDefault(each.id(), Quantity.ZERO);
            refuseBelowZero(each.id(), each.name(), leftOf, approve);
            if (leftOf.isNegative()) {
                warnings.add(CounterWords.STOCK_BELOW_ZERO.with(each.name(), leftOf));
            }
        }
        cart.keep(changed, tx -> {
            if (seenBy != null) {
                shop.audit(tx, "age-check", product.name() + ", " + ageLimit, seenBy);
            }
        });
        return new Touched(line, changed, warnings);
    }

    /** The number of the one piece: from the code, or beside it. */
    private @Nullable String serial(Scan read, Beside beside, List<Sentence> warnings) {
        Product product = read.product();
        String serial =
                beside.serial() == null ? read.serial() : beside.serial().strip();
        if (serial == null) {
            if (product.rules().serials()) {
                throw new TillException(CounterRefusal.SERIAL_NEEDED, product.name())
                        .carrying(new CounterAnswers.Needs("serial"));
            }
            return null;
        }
        shop.retail()
                .sales()
                .soldSerial(shop.scope(), product.id(), serial)
                .ifPresent(receipt -> warnings.add(CounterWords.SERIAL_SOLD.with(serial, product.name(), receipt)));
        return serial;
    }

    /** What comes with each piece, if it is still sold. */
    private @Nullable Product container(Product product) {
        ProductId id = product.rules().container();
        return id == null
                ? null
                : shop.retail().catalogue().byId(id).filter(Product::active).orElse(null);
    }

    /** What a bundle is made of, as far as the catalogue knows it, by the products' ids; nothing for all other goods. */
    private Map<Product, BundlePart> parts(Product product) {
        var parts = new LinkedHashMap<Product, BundlePart>();
        product.rules().parts().forEach((id, qty) -> shop.retail()
                .catalogue()
                .byId(id)
                .ifPresent(part -> parts.put(
                        part,
                        BundlePart.of(
                                part,
                                qty,
                                shop.retail().catalogue().exemption(part).orElse(null)))));
        return parts;
    }

    /** Who sold a line, or every line; an empty id stands for the cashier. */
    Cart seller(@Nullable Integer line, String user) {
        shop.requireUser();
        return cart.keep(cart.current().withSeller(line, user.isEmpty() ? null : given.seller(user)));
    }

    /** As this till knows it: what another till sold while they were apart it can't know. */
    private void refuseBelowZero(ProductId product, String name, Quantity left, @Nullable String approve) {
        if (left.isNegative() && !shop.retail().stock().rule(product).negative()) {
            given.checkRight(Act.SELL_WITHOUT_STOCK, approve, CounterRefusal.STOCK_NOT_ENOUGH, name, left.negated());
        }
    }

    private static Sentence ofSeveral(String product, List<BatchChoice.Chosen> chosen) {
        return CounterWords.OF_SEVERAL_BATCHES.with(
                product,
                chosen.stream().map(each -> each.qty() + " × " + each.batch()).toList());
    }

    private void refuseExpired(Product product, BatchChoice.Chosen chosen, @Nullable String approve) {
        LocalDate over = chosen.lastDay();
        if (over != null && over.isBefore(shop.today())) {
            if (chosen.batch() == null) {
                given.checkRight(Act.SELL_EXPIRED, approve, CounterRefusal.EXPIRED_WITHOUT_BATCH, product.name(), over);
            } else {
                given.checkRight(
                        Act.SELL_EXPIRED, approve, CounterRefusal.EXPIRED, chosen.batch(), product.name(), over);
            }
        }
    }

    /** Goods of a receipt that come back with the open cart; line 0 for whichever line of it has such goods left. */
    Touched back(
            String code,
            @Nullable Quantity qty,
            String receipt,
            int line,
            @Nullable String serial,
            @Nullable String approve) {
        shop.requireUser();
        shop.refuseTraining();
        Scan read = scans.read(code.strip(), qty);
        Cart before = cart.current();
        if (!before.deposits().isEmpty()) {
            throw new TillException(CounterRefusal.CART_HAS_DEPOSIT, before.prepaid());
        }
        List<BackLine> backs = exchanges.back(
                before, read.product(), read.qty(), receipt, line, serial == null ? read.serial() : serial, approve);
        BackLine back = backs.get(0);
        Cart changed = before;
        for (BackLine each : backs) {
            changed = changed.withBack(each);
        }
        Cart after = cart.change(changed);
        int number = after.backs().stream()
                .filter(each -> each.sale().equals(back.sale()) && each.of() == back.of())
                .map(BackLine::line)
                .findFirst()
                .orElseThrow();
        return new Touched(number, after, List.of());
    }

    /** Goods that come back without a receipt, at what is given for them: no more than they cost now. */
    Cart loose(List<LooseLine> lines) {
        Cart now = Cart.open(Shop.newId(), shop.clock().instant());
        for (LooseLine line : lines) {
            Scan read = scans.read(line.code().strip(), line.qty());
            if (read.product().giftCard()) {
                throw new TillException(
                        RefundRefusal.NO_RECEIPT_NO_CARD, read.product().name());
            }
            if (read.price() != null && read.shelf() != null && read.price().compareTo(read.shelf()) > 0) {
                throw new TillException(
                        RefundRefusal.PRICE_ABOVE_NOW,
                        read.price(),
                        read.product().name(),
                        read.shelf());
            }
            CartItem item = item(
                            read,
                            new BatchChoice.Chosen(read.qty(), read.batch(), read.expiry(), read.expiry()),
                            shop.retail().catalogue().exemption(read.product()).orElse(null))
                    .madeOf(List.copyOf(parts(read.product()).values()));
            int number = now.touched(item);
            now = cart.priced(now.add(item));
            if (line.price() != null) {
                now = cart.priced(givenFor(now, number, line.price()));
            }
        }
        return now;
    }

    private static Cart givenFor(Cart now, int number, Money price) {
        CartLine line = now.line(number).orElseThrow();
        Money total = now.priced(number).total();
        if (price.times(line.qty()).compareTo(total) > 0) {
            throw new TillException(RefundRefusal.PRICE_ABOVE_NOW, price, line.name(), total);
        }
        return now.withHandPrice(number, new CartLine.HandPrice(price, "return"));
    }

    private static CartItem item(Scan read, BatchChoice.Chosen of, @Nullable Exemption exemption) {
        CartItem item = read.unit() != null
                ? CartItem.packs(read.product(), read.unit(), of.qty())
                : CartItem.of(read.product(), of.qty());
        CartItem whole = item.ofBatch(of.batch(), of.expiry()).exempt(exemption);
        if (read.unit() != null) {
            return whole;
        }
        if (read.price() != null) {
            return whole.labelled(read.price());
        }
        return read.label() ? whole.labelled() : whole;
    }

    Cart setQty(int line, Quantity qty, @Nullable String approve) {
        shop.requireUser();
        Cart before = cart.current();
        Cart changed = cart.priced(withQty(before, line, qty));
        CartLine old = before.line(line).orElseThrow();
        if (qty.compareTo(old.qty()) > 0 && old.card() == null) {
            Map<ProductId, Quantity> left = cart.stockLeft(changed);
            if (old.parts().isEmpty()) {
                refuseBelowZero(
                        old.productId(), old.name(), left.getOrDefault(old.productId(), Quantity.ZERO), approve);
            }
            old.parts()
                    .forEach(part -> refuseBelowZero(
                            part.product(), part.name(), left.getOrDefault(part.product(), Quantity.ZERO), approve));
        }
        return cart.keep(given.noted(changed, approve));
    }

    /** What the line's batch does not hold becomes lines of the batches that expire next. */
    private Cart withQty(Cart before, int number, Quantity qty) {
        Cart whole = before.withQty(number, qty);
        CartLine line = before.line(number).orElseThrow();
        Product product = shop.retail().catalogue().byId(line.productId()).orElse(null);
        String code = line.pack() == null ? null : line.pack().code();
        ProductUnit unit = product == null
                ? null
                : product.units().stream()
                        .filter(each -> each.code().equals(code))
                        .findFirst()
                        .orElse(null);
        if (product == null || (code != null && unit == null)) {
            return whole;
        }
        List<BatchChoice.Chosen> spilled = batches.spilled(before, line, qty, product);
        Quantity rest = qty;
        for (BatchChoice.Chosen each : spilled) {
            rest = rest.minus(each.qty());
        }
        Cart after = spilled.isEmpty() ? whole : before.withQty(number, rest);
        for (BatchChoice.Chosen each : spilled) {
            CartItem item = unit == null ? CartItem.of(product, each.qty()) : CartItem.packs(product, unit, each.qty());
            after = after.add(item.ofBatch(each.batch(), each.expiry()).exempt(line.exemption()));
        }
        return after;
    }

    Cart voidLine(int line, String reason, @Nullable String approve) {
        shop.requireUser();
        Cart before = cart.current();
        CartLine gone = before.line(line).orElse(null);
        Cart after = given.noted(cart.priced(before.withoutLine(line)), approve);
        shop.write(tx -> {
            escrow.handBack(tx, before, after);
            OpenCart.keep(tx, after);
            if (gone != null) {
                shop.audit(
                        tx, "void-line", gone.name() + " " + gone.qty() + " × " + gone.price() + ": " + reason, null);
            }
            return true;
        });
        undo.gone(before, false);
        return after;
    }

    Cart keepUnknown(String code) {
        shop.requireUser();
        return cart.keep(cart.current().withUnknown(code));
    }

    /** Goods of an unknown code leave unpaid when it is dropped for nothing, so the audit log has it. */
    Cart dropUnknown(@Nullable String code) {
        shop.requireUser();
        Cart before = cart.current();
        Cart after = before.withoutUnknown(code);
        shop.write(tx -> {
            OpenCart.keep(tx, after);
            before.unknown().stream()
                    .filter(c -> !after.unknown().contains(c))
                    .forEach(c -> shop.audit(tx, "drop-unknown", c, null));
            return true;
        });
        return after;
    }

    Cart discount(@Nullable Integer line, Discount discount, @Nullable String approve) {
        shop.requireUser();
        Cart before = cart.current();
        if (before.isEmpty()) {
            throw new TillException(CounterRefusal.CART_EMPTY);
        }
        Cart changed = line == null ? before.withDiscount(discount) : before.withLineDiscount(line, discount);
        Cart allowed = given.allowed(cart.priced(changed), approve);
        String where = line == null ? "cart" : "line " + line;
        return cart.keep(
                allowed,
                tx -> shop.audit(
                        tx,
                        "discount",
                        where + ", " + before.total() + " to " + allowed.total(),
                        given.approver(allowed, shop.requireUser())));
    }

    /** A price by hand for each of a line. */
    Cart price(int line, Money price, String reason, @Nullable String approve) {
        shop.requireUser();
        Cart before = cart.current();
        if (before.isEmpty()) {
            throw new TillException(CounterRefusal.CART_EMPTY);
        }
        Cart changed = before.withHandPrice(line, new CartLine.HandPrice(price, reason.strip()));
        CartLine priced = before.line(line).orElseThrow();
        UserId approver = given.approver(Act.PRICE_BY_HAND.with(priced.name(), priced.price(), price), approve);
        Cart after = given.allowed(cart.priced(changed), approve);
        return cart.keep(
                after,
                tx -> shop.audit(
                        tx,
                        "price",
                        priced.name() + " " + priced.price() + " → " + price + ": " + reason.strip(),
                        approver != null ? approver : given.approver(after, shop.requireUser())));
    }

    Cart note(int line, String text) {
        shop.requireUser();
        return cart.keep(cart.current().withNote(line, text));
    }

    /**
     * Presents a coupon, or takes one out that was presented.
     *
     * @throws TillException BAD_VALUE if no promotion asks for it, or none counts now
     */
    Cart coupon(String code) {
        shop.requireUser();
        Cart before = cart.current();
        if (!before.coupons().contains(code)) {
            coupons.check(code);
        }
        return cart.change(before.withCoupon(code));
    }

    /** The same of a scanned code, which may be none; empty if no promotion knows it. */
    Optional<Cart> present(String code) {
        shop.requireUser();
        Cart before = cart.current();
        if (before.coupons().contains(code)) {
            return Optional.of(before);
        }
        return coupons.isKnown(code) ? Optional.of(coupon(code)) : Optional.empty();
    }

    Cart attach(@Nullable CustomerId customer) {
        shop.requireUser();
        CustomerId customerId = customer == null
                ? null
                : shop.retail()
                        .customers()
                        .byId(customer) // of one who was merged the one who stays
                        .orElseThrow(() -> Shop.unknown(customer))
                        .id();
        Cart before = cart.current();
        // What was chosen for one customer is no choice of the next.
        return cart.keep(
                Objects.equals(customerId, before.customerId())
                        ? before
                        : cart.priced(before.withCustomer(customerId).withInvoice(InvoiceWish.AS_FITS)));
    }

    /**
     * Which invoice the open cart gets.
     *
     * @throws TillException BAD_VALUE if it can't be that one
     */
    Cart choose(InvoiceWish wish) {
        forms.require(cart.current().customerId(), wish);
        shop.requireUser();
        return cart.keep(cart.current().withInvoice(wish));
    }

    Cart bringBack() {
        return undo.bringBack();
    }

    Cart clear() {
        shop.requireUser();
        Cart before = cart.current();
        if (!before.deposits().isEmpty()) {
            throw new TillException(CounterRefusal.CART_HAS_DEPOSIT, before.prepaid());
        }
        shop.write(tx -> {
            escrow.handBack(tx, before, null);
            OpenCart.clear(tx);
            if (!before.isEmpty()) {
                shop.audit(tx, "clear", before.lines().size() + " lines, " + before.total(), null);
            }
            shop.retail().parked().find(shop.scope(), before.id()).ifPresent(parked -> parked.with(
                            new ParkedCart.Step(ParkedCart.State.DONE, shop.till(), shop.till()))
                    .writeTo(tx, shop.scope()));
            return true;
        });
        if (!before.isEmpty()) {
            undo.gone(before, true);
        }
        return Cart.open(Shop.newId(), shop.clock().instant());
    }
}
