package org.tillmesh.retail.sale;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.Deposit;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.cart.Totals;
import org.tillmesh.retail.catalogue.Exemption;
import org.tillmesh.retail.deal.Priced;
import org.tillmesh.retail.document.BadDocument;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rule;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;

/**
 * A sale or a return (credit note) as issued: immutable, with everything a receipt, an invoice and a report need, so that
 * it stays readable whatever becomes of the catalogue. Its identity is the uuid, never the number. Amounts of a return are
 * positive; {@link #signed} tells which way they count.
 *
 * @param at issue time (corrected)
 * @param key what the caller named the command, for repeating it safely
 * @param cart id of the cart that was sold, null for a return
 * @param original a return's sale (uuid) and {@code originalReceipt} its number
 * @param deals promotions on the whole cart; each line has its share in its discount
 * @param deposits prepayment invoices that this sale settles: its total is what they leave to be paid
 * @param restock whether returned goods went back to stock
 * @param exchanged what of a credit note pays for the sale beside it instead of being paid back, by the ways that its own sale
 *     was paid; of that sale the same, beside its tenders
 * @param beside the documents that were issued in the same commit
 */
public record IssuedDocument(
        Kind kind,
        DocumentId uuid,
        ReceiptNumber receipt,
        UserId cashier,
        @Nullable UserId approvedBy,
        ShiftId shift,
        Instant at,
        List<IssuedLine> lines,
        List<Tender> tenders,
        Money total,
        Money vat,
        Money change,
        @Nullable String key,
        @Nullable String cart,
        @Nullable Instant cartOpenedAt,
        @Nullable CustomerId customerId,
        @Nullable DocumentId original,
        @Nullable String originalReceipt,
        @Nullable String reason,
        boolean restock,
        List<Priced.Deal> deals,
        List<Deposit> deposits,
        List<Tender> exchanged,
        List<DocumentId> beside)
        implements RecordDocument {

    private static final char OF_LINE = '/';

    public enum Kind {
        SALE,
        RETURN
    }

    /** What the issuing till says about a document beside its content. */
    public record Heading(
            DocumentId uuid,
            ReceiptNumber receipt,
            UserId cashier,
            @Nullable UserId approvedBy,
            ShiftId shift,
            Instant at,
            @Nullable String key) {}

    public IssuedDocument {
        lines = List.copyOf(lines);
        tenders = List.copyOf(tenders);
        deals = List.copyOf(deals);
        deposits = List.copyOf(deposits);
        exchanged = List.copyOf(exchanged);
        beside = List.copyOf(beside);
    }

    /** The sale of a paid cart. @throws RetailException CART_EMPTY, NOT_PAID, OVERPAID */
    public static IssuedDocument sale(Heading heading, Cart cart) {
        cart.checkPaid();
        return sold(heading, cart, cart.id());
    }

    /** What the sale of a cart would be: to be shown, never to be issued. */
    public static IssuedDocument offer(Heading heading, Cart cart) {
        return sold(heading, cart.withoutTenders(), null);
    }

    private static IssuedDocument sold(Heading heading, Cart cart, @Nullable String id) {
        Totals totals = cart.totals();
        List<IssuedLine> lines = lines(cart, totals);
        int number = Math.max(
                cart.nextLine(),
                1 + lines.stream().mapToInt(IssuedLine::line).max().orElse(0));
        Money vat = totals.vat();
        for (Deposit deposit : cart.deposits()) {
            for (Deposit.Part part : deposit.parts()) {
                lines.add(IssuedLine.settled(number++, part, deposit));
                vat = vat.minus(part.vat());
            }
        }
        return made(
                heading,
                lines,
                cart,
                cart.tenders(),
                totals.total().minus(cart.prepaid()),
                vat,
                cart.change(),
                id,
                cart.priced().deals(),
                cart.deposits());
    }

    /**
     * The prepayment of a deposit on a cart, paid by the cart's tenders, or in cash if none stands.
     *
     * @throws RetailException CART_EMPTY, NOT_PAID, OVERPAID, or BAD_VALUE if the amount is none that can be taken
     */
    public static IssuedDocument prepayment(Heading heading, Cart cart, Money amount) {
        if (cart.isEmpty()) {
            throw new RetailException(Rule.CART_EMPTY);
        }
        List<Deposit.Part> parts = Deposit.parts(cart.lines(), cart.priced(), cart.deposits(), amount);
        List<Tender> tenders = cart.tenders().isEmpty() ? List.of(Tender.cash(amount)) : cart.tenders();
        Money paid = tenders.stream().map(Tender::settles).reduce(Money.ZERO, Money::plus);
        Money fixed = tenders.stream()
                .filter(tender -> !tender.kind().givesChange())
                .map(Tender::amount)
                .reduce(Money.ZERO, Money::plus);
        if (paid.compareTo(amount) < 0) {
            throw new RetailException(Rule.NOT_PAID, amount, paid, amount.minus(paid));
        }
        if (fixed.compareTo(amount) > 0) {
            throw new RetailException(Rule.OVERPAID_WITHOUT_CHANGE, fixed, amount);
        }
        var lines = new ArrayList<IssuedLine>();
        Money vat = Money.ZERO;
        for (Deposit.Part part : parts) {
            lines.add(IssuedLine.deposit(lines.size() + 1, part, cart.id()));
            vat = vat.plus(part.vat());
        }
        return made(heading, lines, cart, tenders, amount, vat, paid.minus(amount), null, List.of(), List.of());
    }

    private static IssuedDocument made(
            Heading heading,
            List<IssuedLine> lines,
            Cart cart,
            List<Tender> tenders,
            Money total,
            Money vat,
            Money change,
            @Nullable String cartId,
            List<Priced.Deal> deals,
            List<Deposit> deposits) {
        return new IssuedDocument(
                Kind.SALE,
                heading.uuid(),
                heading.receipt(),
                heading.cashier(),
                heading.approvedBy(),
                heading.shift(),
                heading.at(),
                lines,
                tenders,
                total,
                vat,
                change,
                heading.key(),
                cartId,
                cartId == null ? null : cart.openedAt(),
                cart.customerId(),
                null,
                null,
                null,
                true,
                deals,
                deposits,
                List.of(),
                List.of());
    }

    /** Whether it is paid on a cart that is sold later. */
    public boolean isPrepayment() {
        return isSale() && lines.stream().anyMatch(line -> line.deposit() != null && !line.isSettlement());
    }

    /** What a prepayment is to its cart. */
    public Deposit toDeposit() {
        var paid = new ArrayList<Tender>();
        Money back = change;
        for (Tender tender : tenders) {
            Money kept = tender.kind().givesChange() && back.isPositive()
                    ? tender.amount().minus(back)
                    : tender.amount();
            back = tender.kind().givesChange() ? Money.ZERO : back;
            paid.add(tender.amounting(kept));
        }
        return new Deposit(
                uuid,
                receipt.toString(),
                at,
                lines.stream()
                        .map(line ->
                                new Deposit.Part(line.tax(), line.exemption(), line.total(), line.net(), line.vat()))
                        .toList(),
                paid);
    }

    /** What was paid before, by the prepayment invoices that it settles. */
    public Money prepaid() {
        return Deposit.total(deposits);
    }

    /** Number of the line of the bundle that a line is a part of, which is taxed otherwise; empty for all other lines. */
    public Optional<Integer> bundleOf(IssuedLine part) {
        return lines.stream()
                .filter(line -> Integer.valueOf(line.line()).equals(part.rides()))
                .filter(line ->
                        line.parts().stream().anyMatch(each -> each.product().equals(part.productId())))
                .map(IssuedLine::line)
                .findFirst();
    }

    /** VAT of all that it sells, whatever was paid before. */
    public Money vatOfGoods() {
        return goods().stream().map(IssuedLine::vat).reduce(Money.ZERO, Money::plus);
    }

    /** Its lines without those that settle deposits. */
    public List<IssuedLine> goods() {
        return lines.stream().filter(line -> !line.isSettlement()).toList();
    }

    /**
     * The credit note for goods whose receipt is not there.
     *
     * @param cart the goods at what is given for them
     * @param receipt what the customer says that its number was; null for nothing
     */
    public static IssuedDocument withoutReceipt(
            Heading heading,
            Cart cart,
            @Nullable String receipt,
            String reason,
            List<Tender> tenders,
            boolean restock) {
        Totals totals = cart.totals();
        return new IssuedDocument(
                Kind.RETURN,
                heading.uuid(),
                heading.receipt(),
                heading.cashier(),
                heading.approvedBy(),
                heading.shift(),
                heading.at(),
                lines(cart, totals),
                tenders,
                totals.total(),
                totals.vat(),
                Money.ZERO,
                heading.key(),
                null,
                null,
                null,
                null,
                receipt,
                reason,
                restock,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static List<IssuedLine> lines(Cart cart, Totals totals) {
        var lines = new ArrayList<IssuedLine>();
        int next = cart.nextLine();
        for (int i = 0; i < cart.lines().size(); i++) {
            Totals.Line sums = totals.lines().get(i);
            Priced.Line priced = cart.priced().lines().get(i);
            if (sums.parts().size() == 1) {
                lines.add(IssuedLine.sold(cart.lines().get(i), sums, priced));
                continue;
            }
            lines.addAll(IssuedLine.split(cart.lines().get(i), sums, priced, next));
            next += sums.parts().size() - 1;
        }
        return lines;
    }

    /** The same with the batches that the parts of its bundles are of. */
    public IssuedDocument ofParts(Function<IssuedLine, List<IssuedPart>> chosen) {
        if (lines.stream().allMatch(line -> line.parts().isEmpty())) {
            return this;
        }
        return with(
                lines.stream()
                        .map(line -> line.parts().isEmpty() ? line : line.ofParts(chosen.apply(line)))
                        .toList(),
                tenders,
                exchanged,
                beside);
    }

    /** The same beside others of its commit. */
    public IssuedDocument beside(List<DocumentId> others) {
        return with(lines, tenders, exchanged, others);
    }

    /** The same paid, or paid back, by these tenders, and the rest of it by an exchange. */
    public IssuedDocument exchanging(List<Tender> paid, List<Tender> rest) {
        return with(lines, paid, rest, beside);
    }

    private IssuedDocument with(
            List<IssuedLine> changed, List<Tender> paid, List<Tender> rest, List<DocumentId> others) {
        return new IssuedDocument(
                kind,
                uuid,
                receipt,
                cashier,
                approvedBy,
                shift,
                at,
                changed,
                paid,
                total,
                vat,
                change,
                key,
                cart,
                cartOpenedAt,
                customerId,
                original,
                originalReceipt,
                reason,
                restock,
                deals,
                deposits,
                rest,
                others);
    }

    public TillId till() {
        return receipt.till();
    }

    public boolean isSale() {
        return kind == Kind.SALE;
    }

    public Money net() {
        return total.minus(vat);
    }

    /** Negative for a return. */
    public Money signed(Money amount) {
        return isSale() ? amount : amount.negated();
    }

    /** Per tax category and reason for bearing no VAT, in the order of the categories, then of the reasons' codes. */
    public List<Totals.Tax> taxes() {
        return taxes(lines);
    }

    /** The same of all that it sells, whatever was paid before. */
    public List<Totals.Tax> taxesOfGoods() {
        return taxes(goods());
    }

    private static List<Totals.Tax> taxes(List<IssuedLine> lines) {
        Map<TaxCategory, TreeMap<Exemption, Totals.Tax>> sums = new EnumMap<>(TaxCategory.class);
        for (IssuedLine line : lines) {
            Exemption why = Exemption.of(line.tax(), line.exemption());
            sums.computeIfAbsent(line.tax(), category -> new TreeMap<>())
                    .merge(
                            why,
                            new Totals.Tax(line.tax(), line.total(), line.net(), line.vat(), why),
                            Totals.Tax::plus);
        }
        return sums.values().stream()
                .flatMap(byReason -> byReason.values().stream())
                .toList();
    }

    /** The id of the movement of stock that one of its lines made. */
    public String movementId(IssuedLine line) {
        return uuid.value() + OF_LINE + line.line();
    }

    /** The uuid of the document whose line made a movement of that id; another text if none did. */
    static String ofMovement(String id) {
        int end = id.indexOf(OF_LINE);
        return end < 0 ? id : id.substring(0, end);
    }

    /** All ways by which it was paid or paid back, an exchange among them. */
    public List<Tender> ways() {
        return Stream.concat(tenders.stream(), exchanged.stream()).toList();
    }

    /** What it does to the till's takings by kind of tender: cash less change, negative for a return. */
    public Map<TenderKind, Money> takings() {
        Map<TenderKind, Money> sums = new EnumMap<>(TenderKind.class);
        for (Tender tender : tenders) {
            sums.merge(tender.kind(), signed(tender.amount()), Money::plus);
        }
        if (change.isPositive()) {
            sums.merge(TenderKind.CASH, signed(change).negated(), Money::plus);
        }
        return sums;
    }

    /** What the buyer was let off because cash is rounded down; the total is what takings and rounding come to. */
    public Money rounding() {
        return tenders.stream().map(Tender::rounding).reduce(Money.ZERO, Money::plus);
    }

    @Override
    public DocRef ref() {
        return (isSale() ? DocType.SALE : DocType.RETURN).ref(uuid);
    }

    @Override
    public Value toValue() {
        return new Body()
                .put("till", till().toString())
                .put("receipt", receipt.counter())
                .put("cashier", cashier)
                .put("approvedBy", approvedBy)
                .put("shift", shift)
                .put("at", at)
                .putList("lines", lines, IssuedLine::toValue)
                .putList("tenders", tenders, Tender::toValue)
                .put("total", total)
                .put("vat", vat)
                .putUnlessZero("change", change.minor())
                .put("key", key)
                .put("cart", cart)
                .put("cartOpened", cartOpenedAt)
                .put("customer", customerId)
                .put("original", original)
                .put("originalReceipt", originalReceipt)
                .put("reason", reason)
                .putIfTrue("noRestock", !restock)
                .put("deals", IssuedLine.listOrNull(deals, Priced.Deal::toValue))
                .put("deposits", IssuedLine.listOrNull(deposits, Deposit::toValue))
                .put("exchanged", IssuedLine.listOrNull(exchanged, Tender::toValue))
                .put("beside", IssuedLine.listOrNull(beside, id -> Value.of(id.value())))
                .toValue();
    }

    /** @throws BadDocument if the record is no sale or return that this version can read */
    public static IssuedDocument of(Document.Record record) {
        return of(record.ref(), record.body());
    }

    static IssuedDocument of(DocRef ref, Value body) {
        Fields in = Fields.of(ref.toString(), body);
        return new IssuedDocument(
                DocType.SALE.is(ref) ? Kind.SALE : Kind.RETURN,
                new DocumentId(ref.id()),
                Read.checked(() -> new ReceiptNumber(TillId.parse(in.text("till")), in.number("receipt"))),
                in.id("cashier", UserId::new),
                in.idOrNull("approvedBy", UserId::new),
                in.id("shift", ShiftId::new),
                in.time("at"),
                in.list("lines", IssuedLine::of),
                in.list("tenders", Tender::of),
                in.money("total"),
                in.money("vat"),
                in.moneyOrZero("change"),
                in.textOrNull("key"),
                in.textOrNull("cart"),
                in.timeOrNull("cartOpened"),
                in.idOrNull("customer", CustomerId::new),
                in.idOrNull("original", DocumentId::new),
                in.textOrNull("originalReceipt"),
                in.textOrNull("reason"),
                !in.flag("noRestock"),
                in.list("deals", Priced.Deal::of),
                in.list("deposits", Deposit::of),
                in.list("exchanged", Tender::of),
                in.texts("beside").stream().map(DocumentId::new).toList());
    }

    /** Both types of issued documents of a store, from a view. */
    public static Stream<String> types() {
        return Stream.of(DocType.SALE.typeName(), DocType.RETURN.typeName());
    }
}
