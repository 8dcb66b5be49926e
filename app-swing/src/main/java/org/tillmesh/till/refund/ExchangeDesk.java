package org.tillmesh.till.refund;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.BackLine;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.sale.Exchange;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.IssuedLine;
import org.tillmesh.retail.sale.Refund;
import org.tillmesh.retail.sale.Returns;
import org.tillmesh.retail.shift.ShiftOpened;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Transaction;
import org.tillmesh.till.invoice.DocumentDraft;
import org.tillmesh.till.invoice.Headings;
import org.tillmesh.till.invoice.InvoiceForm;
import org.tillmesh.till.invoice.Issued;
import org.tillmesh.till.invoice.IssuedBook;
import org.tillmesh.till.invoice.Issuing;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.tender.ReturnedRights;
import org.tillmesh.till.terminal.CardRefunds;

/**
 * Exchange: goods come back with the cart that others are bought with. The credit notes and the invoice are one commit; what is
 * given for the goods pays for the new ones, and only the difference is paid or paid back.
 */
public final class ExchangeDesk {
    private final Shop shop;
    private final Login login;
    private final ReturnTerms terms;
    private final CreditNotes notes;
    private final RefundDesk promises;
    private final IssuedBook book;
    private final Issuing issuing;
    private final ReturnedRights rights;
    private final CardRefunds cards;

    ExchangeDesk(
            Shop shop,
            Login login,
            ReturnTerms terms,
            CreditNotes notes,
            RefundDesk promises,
            IssuedBook book,
            Issuing issuing,
            ReturnedRights rights,
            CardRefunds cards) {
        this.cards = cards;
        this.shop = shop;
        this.login = login;
        this.terms = terms;
        this.notes = notes;
        this.promises = promises;
        this.book = book;
        this.issuing = issuing;
        this.rights = rights;
    }

    /**
     * What is given for goods of a receipt, as is known here.
     *
     * @param qty how much more of it comes back
     * @param line of the receipt; 0 for whichever has so much of the product left
     * @param serial number of the one piece; null where pieces have none
     * @return the goods, then what rides with them
     */
    public List<BackLine> back(
            Cart cart,
            Product product,
            Quantity qty,
            String receipt,
            int line,
            @Nullable String serial,
            @Nullable String approve) {
        IssuedDocument sale = book.document(receipt, null);
        UserId approver = approve == null
                ? null
                : login.approver(approve, "exchange", terms::mayApprove).id();
        Map<Integer, BackLine> before = backsOf(cart, sale);
        List<Refund> known = promises.creditsOf(sale).stream().map(Refund::of).toList();
        int number = line == 0 ? lineOf(sale, known, before, product, qty, serial) : line;
        BackLine same = before.get(number);
        var wanted = List.of(
                new Returns.Wanted(number, same == null ? qty : same.qty().plus(qty)));
        List<IssuedLine> all = Returns.lines(sale, known, wanted);
        IssuedLine given = all.get(0);
        if (!given.productId().equals(product.id())) {
            throw new TillException(RefundRefusal.OTHER_GOODS, product.name(), number, sale.receipt(), given.name());
        }
        CreditNotes.checkSerials(sale, List.of(new ReturnLine(number, qty, serial)));
        terms.checkPolicy(sale, wanted, approver);
        return all.stream().map(each -> line(sale, each, approver)).toList();
    }

    private static Map<Integer, BackLine> backsOf(Cart cart, IssuedDocument sale) {
        var backs = new LinkedHashMap<Integer, BackLine>();
        cart.backs().stream()
                .filter(back -> back.sale().equals(sale.uuid()))
                .forEach(back -> backs.put(back.of(), back));
        return backs;
    }

    /** The first line of those goods, with that serial number, that has so much left, or else the first one, which then says why not. */
    private static int lineOf(
            IssuedDocument sale,
            List<Refund> known,
            Map<Integer, BackLine> before,
            Product product,
            Quantity qty,
            @Nullable String serial) {
        List<IssuedLine> all = sale.lines().stream()
                .filter(line -> line.productId().equals(product.id())
                        && sale.bundleOf(line).isEmpty())
                .toList();
        List<IssuedLine> numbered = all.stream()
                .filter(line -> serial != null && serial.strip().equals(line.serial()))
                .toList();
        List<IssuedLine> lines = numbered.isEmpty() ? all : numbered;
        if (lines.isEmpty()) {
            throw new TillException(RefundRefusal.NOT_ON_RECEIPT, product.name(), sale.receipt());
        }
        for (IssuedLine line : lines) {
            Quantity out = known.stream()
                    .map(refund -> refund.lines().getOrDefault(line.line(), Returns.Returned.NOTHING))
                    .map(Returns.Returned::qty)
                    .reduce(Quantity.ZERO, Quantity::plus);
            BackLine here = before.get(line.line());
            Quantity left = line.qty().minus(out).minus(here == null ? Quantity.ZERO : here.qty());
            if (left.compareTo(qty) >= 0) {
                return line.line();
            }
        }
        return lines.get(0).line();
    }

    private static BackLine line(IssuedDocument sale, IssuedLine given, @Nullable UserId approver) {
        return new BackLine(
                0,
                sale.uuid(),
                sale.receipt().toString(),
                given.line(),
                given.productId(),
                given.name(),
                given.nameAr(),
                given.qty(),
                given.unit(),
                given.price(),
                given.tax().code(),
                given.total(),
                given.vat(),
                approver);
    }

    /** What comes back with a cart, once the tills that issued its receipts were asked. */
    public static final class Asked {
        private final Cart cart;
        private final List<CreditNotes.Part> parts;
        private final @Nullable UserId approver;
        private final @Nullable UserId paying;

        /** @param paying who answers for what is paid back; null for nobody beside the cashier */
        private Asked(Cart cart, List<CreditNotes.Part> parts, @Nullable UserId approver, @Nullable UserId paying) {
            this.cart = cart;
            this.parts = parts;
            this.approver = approver;
            this.paying = paying;
        }
    }

    /**
     * Judges what comes back and asks the tills that issued the receipts, while other commands go on.
     *
     * @throws TillException BAD_VALUE if nothing new is bought; ALREADY_RETURNED
     */
    public Asked asked(Cart cart, @Nullable String key, @Nullable String approve) {
        if (cart.lines().isEmpty()) {
            throw new TillException(RefundRefusal.NOTHING_NEW);
        }
        UserId paying = approve == null
                ? null
                : login.approver(approve, "exchange", terms::mayApprove).id();
        UserId approver = paying != null
                ? paying
                : cart.backs().stream()
                        .map(BackLine::approvedBy)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        if (paying == null) {
            checkPolicy(cart); // days may have gone by since it was scanned
        }
        var receipts = cart.backs().stream()
                .map(back -> new ReturnOf(null, back.sale(), List.of(new ReturnLine(back.of(), back.qty()))))
                .toList();
        return new Asked(cart, notes.promised(receipts, key), approver, paying);
    }

    private void checkPolicy(Cart cart) {
        for (BackLine back : cart.backs()) {
            if (back.approvedBy() == null) {
                terms.checkPolicy(
                        book.document(null, back.sale()), List.of(new Returns.Wanted(back.of(), back.qty())), null);
            }
        }
    }

    /**
     * Gives back to cards, by the terminal, what the goods that come back are worth beyond the new ones, while other commands go
     * on.
     *
     * @param sale the sale with that heading, before anything of it is paid by what comes back
     * @param keep keeps the cart that is given, where what comes back is worth something else by now
     * @param said gets what the terminal shows meanwhile
     */
    public void payBack(
            Asked asked,
            User user,
            ShiftOpened shift,
            BiFunction<DocumentId, Headings, IssuedDocument> sale,
            Consumer<Cart> keep,
            Consumer<String> said) {
        settled(asked, user, shift, sale, keep, (credits, sold) -> credits)
                .forEach(credit -> cards.pay(credit.document(), credit.sale(), said));
    }

    /**
     * Issues the credit notes and the sale in one commit.
     *
     * @param sale and {@code keep} as {@link #payBack} takes them
     * @return the sale, then the credit notes
     */
    public List<Issued> exchange(
            Asked asked,
            User user,
            ShiftOpened shift,
            InvoiceForm form,
            BiFunction<DocumentId, Headings, IssuedDocument> sale,
            BiConsumer<Transaction, IssuedDocument> beside,
            Consumer<Cart> keep) {
        return settled(asked, user, shift, sale, keep, (credits, sold) -> {
            List<Credit> paidBack = credits.stream()
                    .map(credit -> credit.with(cards.charged(credit.document())))
                    .toList();
            var drafts = new ArrayList<>(paidBack.stream().map(Credit::draft).toList());
            drafts.add(new DocumentDraft(sold, null, form));
            List<Issued> issued = issuing.issue(drafts, tx -> {
                beside.accept(tx, sold);
                for (Credit credit : paidBack) {
                    cards.taken(tx, credit.document());
                    rights.giveBack(tx, credit.document(), Objects.requireNonNull(credit.sale()));
                    shop.audit(
                            tx,
                            "return",
                            credit.document().receipt() + " of " + credit.of() + ", "
                                    + credit.document().total() + ": exchange for "
                                    + sold.receipt(),
                            asked.approver);
                }
            });
            var saleFirst = new ArrayList<>(issued.subList(issued.size() - 1, issued.size()));
            saleFirst.addAll(issued.subList(0, issued.size() - 1));
            return List.copyOf(saleFirst);
        });
    }

    private <T> T settled(
            Asked asked,
            User user,
            ShiftOpened shift,
            BiFunction<DocumentId, Headings, IssuedDocument> sale,
            Consumer<Cart> keep,
            BiFunction<List<Credit>, IssuedDocument, T> use) {
        Headings headings = issuing.headings(user, shift);
        return notes.made(asked.parts, headings, asked.approver, null, "Exchange", null, true, credits -> {
            refuseChanged(asked.cart, credits, keep);
            Exchange settled = Exchange.of(
                    credits.stream().map(Credit::document).toList(),
                    sale.apply(new DocumentId(Shop.newId()), headings));
            var paidBack = new ArrayList<Credit>();
            for (IssuedDocument credit : settled.credits()) {
                paidBack.add(credits.get(paidBack.size()).with(credit));
            }
            // A word for goods that came too late, given when they were scanned, is none for sums that nobody saw then.
            terms.checkCash(paidBack, shift, user, asked.paying);
            terms.checkPoints(paidBack, asked.paying);
            return use.apply(paidBack, settled.sale());
        });
    }

    /** Others may have taken some of it back meanwhile, which moves a halala: the customer is told of another sum first. */
    private static void refuseChanged(Cart cart, List<Credit> credits, Consumer<Cart> keep) {
        Cart now = cart;
        for (Credit credit : credits) {
            IssuedDocument sale = Objects.requireNonNull(credit.sale());
            for (IssuedLine given : credit.document().lines()) {
                BackLine before = backsOf(cart, sale).get(given.line());
                now = now.withBack(line(sale, given, before == null ? null : before.approvedBy()));
            }
        }
        if (!now.backTotal().equals(cart.backTotal())) {
            keep.accept(now);
            throw new TillException(RefundRefusal.WORTH_CHANGED, cart.backTotal(), now.backTotal());
        }
    }
}
