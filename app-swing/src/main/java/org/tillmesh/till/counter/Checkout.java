package org.tillmesh.till.counter;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.audit.Exceptions;
import org.tillmesh.retail.audit.Resolution;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.HandApproval;
import org.tillmesh.retail.cart.InvoiceWish;
import org.tillmesh.retail.cart.OpenCart;
import org.tillmesh.retail.cart.ParkedCart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.invoice.Buyer;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.invoice.Reporting;
import org.tillmesh.retail.sale.CommandKeys;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.PaidBack;
import org.tillmesh.retail.sale.PrintJob;
import org.tillmesh.retail.sale.Returns;
import org.tillmesh.retail.sale.SalesBook;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.shift.ShiftOpened;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.store.Transaction;
import org.tillmesh.store.View;
import org.tillmesh.till.Till;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.ArchiveDesk;
import org.tillmesh.till.shop.Refusals;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/**
 * From a paid cart to a confirmed sale: priced, stamped, and made durable in one commit with its invoice, its movements of
 * stock, the emptied cart and the print job. Only then is it answered.
 */
public final class Checkout {
    /** A refund's way back: the one that the sale was paid. */
    static final String AS_PAID = "original";

    private final Shop shop;
    private final CartDesk carts;
    private final Login login;
    private final RefundDesk refunds;
    private final ArchiveDesk archive;
    private final Stamping stamping;

    /** Why nothing more is issued; null while all is well. */
    private @Nullable String stopped;

    /** The counter of the last invoice that was issued since the start. */
    private long lastCounter;

    public Checkout(Shop shop, CartDesk carts, Login login, RefundDesk refunds, ArchiveDesk archive) {
        this.shop = shop;
        this.carts = carts;
        this.login = login;
        this.refunds = refunds;
        this.archive = archive;
        this.stamping = new Stamping(shop);
    }

    public RefundDesk refunds() {
        return refunds;
    }

    /**
     * An issued document with its invoice; {@code again} if its key had issued it before.
     *
     * @param answer what the tax authority said, null while it has said nothing
     */
    public record Issued(IssuedDocument document, InvoiceRecord invoice, @Nullable Reporting answer, boolean again) {
        /** A standard invoice is none until the authority has cleared it. */
        public boolean isTaxInvoice() {
            return !invoice.standard() || (answer != null && answer.isAccepted());
        }

        /** The document as it may be given away: with the authority's stamp where there is one. */
        public byte[] xml() {
            return answer != null && answer.cleared() != null
                    ? answer.cleared().xml().unpack()
                    : invoice.signedXml();
        }

        public String qr() {
            return answer != null && answer.cleared() != null ? answer.cleared().qr() : invoice.qr();
        }
    }

    /** What a sale to this customer would get. */
    public InvoiceForm fitting(@Nullable String customerId, InvoiceWish wish) {
        Customer customer = customer(customerId);
        return customer == null
                ? new InvoiceForm(false, null, "", wish.traits())
                : InvoiceForm.fitting(
                        customer,
                        shop.folder().company(),
                        shop.folder().certificate().orElse(null),
                        wish);
    }

    /** The same, and refused if it is not what is wished for. */
    private InvoiceForm form(@Nullable String customerId, InvoiceWish wish) {
        return InvoiceForm.of(
                customer(customerId),
                shop.folder().company(),
                shop.folder().certificate().orElse(null),
                wish);
    }

    private @Nullable Customer customer(@Nullable String id) {
        return id == null ? null : shop.retail().customers().byId(id).orElse(null);
    }

    /**
     * Which invoice the open cart gets.
     *
     * @throws TillException BAD_VALUE if it can't be that one
     */
    public Cart choose(InvoiceWish wish) {
        form(carts.current().customerId(), wish);
        return carts.choose(wish);
    }

    /** @param wished instead of what was chosen for the cart; null for that */
    public Issued complete(@Nullable String key, InvoiceWish.@Nullable Form wished, @Nullable String approve) {
        Optional<CommandKeys.Use> used = shop.used(key, CommandKeys.Command.COMPLETE);
        if (used.isPresent()) {
            return again(used.get().id());
        }
        ShiftOpened shift = shop.requireShift();
        User user = shop.requireUser();
        carts.current().checkPaid();
        Cart cart = carts.allowed(carts.current(), approve);
        refuseUnconfirmed();
        InvoiceForm form = form(
                cart.customerId(),
                wished == null ? cart.invoice() : cart.invoice().with(wished));
        IssuedDocument sale = IssuedDocument.sale(
                new IssuedDocument.Heading(
                        Shop.newId(),
                        nextReceipt(),
                        user.id(),
                        approver(cart, user),
                        shift.uuid(),
                        shop.clock().issue(),
                        key),
                cart);
        return issue(sale, null, form, tx -> {
            carts.escrow().spend(tx, sale);
            OpenCart.clear(tx);
            shop.retail().parked().find(shop.scope(), cart.id()).ifPresent(parked -> parked.with(
                            new ParkedCart.Step(ParkedCart.State.DONE, shop.till(), shop.till()))
                    .writeTo(tx, shop.scope()));
        });
    }

    /** Who answers for what the cart gives by hand; null if the cashier does. */
    private @Nullable String approver(Cart cart, User cashier) {
        HandApproval approval = cart.approval();
        if (approval == null
                || !cart.handShare().exceeds(shop.cashierDiscountMax())
                || approval.by().equals(cashier.id())) {
            return null;
        }
        return approval.by();
    }

    public Issued returnGoods(
            @Nullable String receipt,
            @Nullable String uuid,
            List<Till.ReturnLine> lines,
            String reason,
            String tender,
            boolean restock,
            @Nullable String key,
            @Nullable String approve) {
        Optional<CommandKeys.Use> used = shop.used(key, CommandKeys.Command.RETURN);
        if (used.isPresent()) {
            return again(used.get().id());
        }
        ShiftOpened shift = shop.requireShift();
        User user = shop.requireUser();
        TenderKind kind = refundKind(tender);
        String approver = approve == null ? null : login.approver(approve).id();
        refuseUnconfirmed();
        IssuedDocument sale = document(receipt, uuid);
        checkWayBack(sale, kind, approver);
        InvoiceForm form = formOf(sale);
        String id = refunds.newId(key);
        List<Returns.Wanted> wanted =
                lines.stream().map(l -> new Returns.Wanted(l.line(), l.qty())).toList();
        return refunds.refund(sale, id, wanted, earlier -> {
            IssuedDocument credit = Returns.ofWhatIsLeft(
                    new IssuedDocument.Heading(
                            id,
                            nextReceipt(),
                            user.id(),
                            approver,
                            shift.uuid(),
                            shop.clock().issue(),
                            key),
                    sale,
                    earlier,
                    wanted,
                    reason.isBlank() ? "Goods returned" : reason,
                    total -> kind == null
                            ? PaidBack.asPaid(sale, refunds.creditsOf(sale), total)
                            : List.of(new Tender(kind, total, null)),
                    restock);
            return issue(credit, sale, form, tx -> carts.escrow().giveBack(tx, credit));
        });
    }

    /** Null for the way that it was paid. */
    private static @Nullable TenderKind refundKind(String tender) {
        return tender.equals(AS_PAID)
                ? null
                : TenderKind.of(tender)
                        .filter(k -> k == TenderKind.CASH || k == TenderKind.CARD || k == TenderKind.ACCOUNT)
                        .orElseThrow(() -> Refusals.badValue("A refund can't be paid by \"" + tender
                                + "\"; use original (the way it was paid), cash, card or account"));
    }

    /** Money goes back the way it came; another way is a manager's word. */
    private void checkWayBack(IssuedDocument sale, @Nullable TenderKind kind, @Nullable String approver) {
        if (kind == TenderKind.ACCOUNT && sale.customerId() == null) {
            throw Refusals.badValue("Receipt " + sale.receipt()
                    + " has no customer whose account could take the refund; use cash or card");
        }
        if (kind != null && approver == null) {
            login.allow(
                    PaidBack.isOnly(sale, kind),
                    "pay back by " + kind.code() + " what receipt " + sale.receipt() + " was paid by "
                            + sale.tenders().stream()
                                    .map(t -> t.kind().code())
                                    .distinct()
                                    .toList(),
                    null);
        }
    }

    @FunctionalInterface
    private interface Beside {
        void write(Transaction tx);
    }

    /** A note has the form and the buyer of what it corrects. */
    private InvoiceForm formOf(IssuedDocument sale) {
        return archive.read(view -> standing(view, sale.uuid()))
                .map(i -> new InvoiceForm(i.standard(), i.buyer(), i.remark(), i.traits()))
                .orElse(InvoiceForm.CONSUMER);
    }

    /**
     * Another document for a sale or return whose invoice the authority refused, made of what customer and company are now.
     *
     * @throws TillException BAD_VALUE if the invoice was not refused
     */
    public Issued reissue(
            @Nullable String receipt,
            @Nullable String uuid,
            InvoiceWish.@Nullable Form wished,
            @Nullable String approve) {
        login.allow(false, "issue a document anew", approve);
        refuseUnconfirmed();
        Issued before = find(receipt, uuid);
        Reporting answer = before.answer();
        if (answer == null || answer.state() != Reporting.State.REJECTED) {
            throw Refusals.badValue("Invoice " + before.invoice().receipt() + " was not rejected by the tax authority ("
                    + (answer == null ? "it has not answered yet" : answer.state())
                    + "); only a rejected one is issued anew");
        }
        if (!before.invoice().till().equals(shop.till())) {
            throw Refusals.badValue("Invoice " + before.invoice().receipt() + " is of till "
                    + before.invoice().till() + "; issue it anew there");
        }
        IssuedDocument document = before.document();
        IssuedDocument original = document.isSale() ? null : document(null, document.original());
        Buyer named = before.invoice().buyer();
        var wish = new InvoiceWish(
                wished == null ? InvoiceWish.Form.AS_FITS : wished,
                before.invoice().traits(),
                named == null ? null : named.nationalId());
        InvoiceForm form = original == null ? form(document.customerId(), wish) : formOf(original);
        String number = document.receipt() + "-R" + (timesAnew(before.invoice().receipt()) + 1);
        InvoiceRecord invoice =
                stamping.anew(document, original, form, number, shop.clock().issue());
        shop.write(tx -> {
            shop.retail().invoices().giveOut(tx, shop.scope(), invoice);
            new Resolution(
                            Shop.newId(),
                            Exceptions.Kind.REJECTED + ":" + before.invoice().uuid(),
                            shop.till(),
                            shop.requireUser().id(),
                            "Issued anew as " + number,
                            shop.clock().instant())
                    .appendTo(tx, shop.scope());
            new PrintJob(Shop.newId(), document.uuid(), false, false, invoice.at()).writeTo(tx, Scope.LOCAL);
            return true;
        });
        shop.clock().issued(invoice.at());
        check(document, invoice);
        return new Issued(document, invoice, null, false);
    }

    /** How often a document was issued anew before, by its number. */
    private static int timesAnew(String number) {
        int at = number.lastIndexOf("-R");
        return at < 0 ? 0 : Integer.parseInt(number.substring(at + 2));
    }

    private Issued issue(IssuedDocument document, @Nullable IssuedDocument original, InvoiceForm form, Beside beside) {
        InvoiceRecord invoice = stamping.stamp(document, original, form);
        shop.write(tx -> {
            document.appendTo(tx, shop.scope());
            shop.retail().invoices().giveOut(tx, shop.scope(), invoice);
            for (Movement movement : Movement.of(document)) {
                movement.appendTo(tx, shop.scope());
            }
            beside.write(tx);
            new PrintJob(Shop.newId(), document.uuid(), false, false, document.at()).writeTo(tx, Scope.LOCAL);
            return true;
        });
        shop.clock().issued(document.at());
        check(document, invoice);
        return new Issued(document, invoice, null, false);
    }

    private Issued again(String uuid) {
        return archive.read(view -> {
            Sold sold = shop.retail()
                    .sales()
                    .find(shop.scope(), uuid)
                    .orElseThrow(() -> new AssertionError("Key names document " + uuid + ", which is not there"));
            IssuedDocument document = SalesBook.document(view, shop.scope(), sold)
                    .orElseThrow(() -> new AssertionError("Document " + uuid + " is not there"));
            return issued(view, document, true);
        });
    }

    private Issued issued(View view, IssuedDocument document, boolean again) {
        InvoiceRecord invoice = standing(view, document.uuid())
                .orElseThrow(() -> new TillException(
                        TillException.Code.UNKNOWN_RECEIPT,
                        "The invoice of document " + document.uuid()
                                + " has not arrived here yet; sync, then try again"));
        Reporting answer = view.state(shop.scope(), DocType.REPORTING.ref(invoice.uuid()))
                .map(Reporting::of)
                .orElse(null);
        return new Issued(document, invoice, answer, again);
    }

    /** The invoice of a document: the last one if it was issued anew. */
    private Optional<InvoiceRecord> standing(View view, String document) {
        String uuid = shop.retail()
                .invoices()
                .standing(shop.scope(), document)
                .map(InvoiceChain.Link::uuid)
                .orElse(document);
        return view.record(shop.scope(), DocType.INVOICE.ref(uuid)).map(InvoiceRecord::of);
    }

    /** The document with its invoice, found by number or uuid. */
    public Issued find(@Nullable String receipt, @Nullable String uuid) {
        IssuedDocument document = document(receipt, uuid);
        return archive.read(view -> issued(view, document, false));
    }

    /** The sale or return of that uuid, if it is held here. */
    public Optional<IssuedDocument> known(String uuid) {
        return archive.read(view -> shop.retail()
                .sales()
                .find(shop.scope(), uuid)
                .flatMap(sold -> SalesBook.document(view, shop.scope(), sold)));
    }

    public IssuedDocument document(@Nullable String receipt, @Nullable String uuid) {
        Sold sold = uuid != null ? byUuid(uuid) : byNumber(receipt);
        return archive.read(view -> SalesBook.document(view, shop.scope(), sold))
                .orElseThrow(() -> refunds.unknown(sold.receipt().toString()));
    }

    private Sold byUuid(String uuid) {
        return archive.read(view -> shop.retail().sales().find(shop.scope(), uuid))
                .orElseThrow(() -> refunds.unknown(uuid));
    }

    private Sold byNumber(@Nullable String receipt) {
        if (receipt == null) {
            throw Refusals.badValue("Give a receipt's number (\"receipt\") or its \"uuid\"");
        }
        ReceiptNumber number;
        try {
            number = ReceiptNumber.parse(receipt);
        } catch (IllegalArgumentException e) {
            throw refunds.unknown(receipt);
        }
        List<Sold> found = shop.retail().sales().byReceipt(shop.scope(), number);
        if (found.isEmpty()) {
            throw refunds.unknown(receipt);
        }
        if (found.size() > 1) {
            throw Refusals.badValue("Receipt " + receipt + " stands for " + found.size()
                    + " documents; name one by its uuid: "
                    + found.stream().map(s -> s.uuid() + " of " + s.at()).toList());
        }
        return found.get(0);
    }

    private ReceiptNumber nextReceipt() {
        return shop.retail().sales().nextReceipt(shop.scope(), shop.till());
    }

    private void refuseUnconfirmed() {
        if (stopped != null) {
            throw stopped(stopped);
        }
        if (!shop.folder().isDemo() && !shop.folder().isChainConfirmed()) {
            throw new TillException(TillException.Code.CHAIN_UNCONFIRMED, unconfirmed());
        }
    }

    private String unconfirmed() {
        if (shop.folder().isLost()) {
            return "The records of this folder are gone, only its keys are left, so nobody knows the last invoice that"
                    + " it printed. Connect to head office, then let a manager confirm it with the QR of the"
                    + " last receipt (confirm-head); without that receipt ask head office for an activation"
                    + " code and activate an empty folder as a new till";
        }
        if (shop.folder().chain().needsReceipt()) {
            return "This folder is a copy from a time when head office did not have all its invoices, or the end of its"
                    + " records is gone, so the till may have printed receipts that nobody here knows of. Let a manager"
                    + " confirm its last invoice with the QR of the very last receipt (confirm-head); without that receipt,"
                    + " or if it is not known here, ask head office for an activation code and activate an empty folder as"
                    + " a new till";
        }
        return "This folder was restored or copied, so the till does not know its last invoice for sure. Connect"
                + " to head office or a neighbour, or let a manager confirm it with the QR of the last"
                + " receipt (confirm-head)";
    }

    /**
     * What was committed must count: it stands in the lists, under a number and a counter that this till had not given
     * out. Whatever gets in between, a folder that writes under a name without rights say, stops the till instead of
     * costing it one sale after the other. (A number that came from elsewhere at the same moment is an exception, no stop.)
     */
    private void check(IssuedDocument document, InvoiceRecord invoice) {
        boolean isListed = shop.retail().sales().byReceipt(shop.scope(), document.receipt()).stream()
                .anyMatch(sold -> sold.uuid().equals(document.uuid()));
        if (!isListed || !isInChain(invoice) || invoice.icv() <= lastCounter) {
            String why =
                    "Document " + document.receipt() + " (" + document.uuid() + ", invoice counter " + invoice.icv()
                            + ") is on this disk but does not count. This till issues nothing more until it is started again; keep"
                            + " the receipt, and let \"tools/tillmesh verify\" and head office look at the folder "
                            + shop.folder().dir();
            stopped = why;
            throw stopped(why);
        }
        lastCounter = invoice.icv();
    }

    private boolean isInChain(InvoiceRecord invoice) {
        return shop.retail()
                .invoices()
                .head(shop.scope(), shop.till())
                .filter(head -> head.icv() >= invoice.icv())
                .isPresent();
    }

    private static TillException stopped(String why) {
        return new TillException(TillException.Code.READ_ONLY, why);
    }

    /** Reads or makes the signing key ahead of the first sale. */
    public void warmUp() {
        shop.folder().signingKey();
    }
}
