package org.tillmesh.till.refund;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.sale.CommandKeys;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.shift.ShiftOpened;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.invoice.Headings;
import org.tillmesh.till.invoice.InvoiceForm;
import org.tillmesh.till.invoice.Issued;
import org.tillmesh.till.invoice.IssuedBook;
import org.tillmesh.till.invoice.Issuing;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.tender.ReturnedRights;
import org.tillmesh.till.terminal.CardRefunds;

/** Takes goods back, and pays back what they cost. */
final class ReturnDesk {
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9/.-]{1,40}");

    private final Shop shop;
    private final Login login;
    private final ReturnTerms terms;
    private final CreditNotes notes;
    private final ReturnedRights rights;
    private final IssuedBook book;
    private final Issuing issuing;
    private final Function<List<LooseLine>, Cart> priced;
    private final CardRefunds cards;

    /** @param priced what goods without a receipt are given back for */
    ReturnDesk(
            Shop shop,
            Login login,
            ReturnTerms terms,
            CreditNotes notes,
            IssuedBook book,
            Issuing issuing,
            Function<List<LooseLine>, Cart> priced,
            ReturnedRights rights,
            CardRefunds cards) {
        this.cards = cards;
        this.shop = shop;
        this.login = login;
        this.terms = terms;
        this.notes = notes;
        this.book = book;
        this.issuing = issuing;
        this.priced = priced;
        this.rights = rights;
    }

    /**
     * What was issued: the document that bears the key first. What goes back to cards does so first, by the terminal.
     *
     * @param said gets what the terminal shows meanwhile
     */
    List<Issued> takeBack(
            ReturnOrder order, @Nullable String key, @Nullable String approve, Consumer<String> said) {
        Optional<CommandKeys.Use> used = shop.used(key, CommandKeys.Command.RETURN);
        if (used.isPresent()) {
            return book.again(new DocumentId(used.get().id()));
        }
        shop.refuseTraining();
        shop.requireShift();
        if (order.receipts().isEmpty() && order.loose().isEmpty()) {
            throw new TillException(RefundRefusal.NOTHING_BACK);
        }
        ReturnTerms.checkKind(order.tender());
        UserId approver = approve == null
                ? null
                : login.approver(approve, "return", terms::mayApprove).id();
        issuing.refuseUnconfirmed();
        shop.refuseShutOut();
        Cart loose = priced.apply(order.loose());
        if (!order.loose().isEmpty()) {
            checkLoose(order, loose, approver);
        }
        List<CreditNotes.Part> parts = notes.asked(order.receipts(), key, order.tender(), approver);
        Optional<CommandKeys.Use> meanwhile = shop.used(key, CommandKeys.Command.RETURN);
        if (meanwhile.isEmpty()) {
            for (Credit credit : credits(order, parts, loose, key, approver, all -> all)) {
                cards.pay(credit.document(), credit.sale(), said);
            }
            meanwhile = shop.used(key, CommandKeys.Command.RETURN);
        }
        if (meanwhile.isPresent()) {
            return book.again(new DocumentId(meanwhile.get().id()));
        }
        // From here on nobody is waited for, so what others did meanwhile is judged once and for all.
        return credits(order, parts, loose, key, approver, all -> issued(all, approver));
    }

    private <T> T credits(
            ReturnOrder order,
            List<CreditNotes.Part> parts,
            Cart loose,
            @Nullable String key,
            @Nullable UserId approver,
            Function<List<Credit>, T> use) {
        ShiftOpened shift = shop.requireShift();
        User user = shop.requireUser();
        issuing.refuseUnconfirmed();
        shop.refuseShutOut();
        Headings headings = issuing.headings(user, shift);
        return notes.made(parts, headings, approver, key, order.reason(), order.tender(), order.restock(), credits -> {
            var all = new ArrayList<>(credits);
            if (!loose.isEmpty()) {
                all.add(loose(order, loose, headings, approver, all.isEmpty() ? key : null));
            }
            terms.checkCash(all, shift, user, approver);
            terms.checkPoints(all, approver);
            return use.apply(all);
        });
    }

    List<Tender> preview(ReturnOf receipt, @Nullable TenderKind kind) {
        return notes.preview(receipt, kind);
    }

    private List<Issued> issued(List<Credit> credits, @Nullable UserId approver) {
        List<Credit> all = togetherBeside(credits.stream()
                .map(credit -> credit.with(cards.charged(credit.document())))
                .toList());
        return issuing.issue(all.stream().map(Credit::draft).toList(), tx -> {
            for (Credit credit : all) {
                IssuedDocument document = credit.document();
                cards.taken(tx, document);
                if (credit.sale() != null) {
                    rights.giveBack(tx, document, credit.sale());
                }
                shop.audit(
                        tx,
                        credit.sale() == null ? "return-without-receipt" : "return",
                        credit.sale() == null
                                ? document.receipt() + ", " + goods(document) + ", " + document.total() + ": "
                                        + document.reason()
                                : document.receipt() + " of " + credit.of() + ", " + document.total() + ": "
                                        + document.reason(),
                        approver);
            }
        });
    }

    private static String goods(IssuedDocument credit) {
        return credit.lines().stream()
                .map(line -> line.qty() + " × " + line.name())
                .collect(Collectors.joining(", "));
    }

    /** The first names all others, and each of them the first. */
    private static List<Credit> togetherBeside(List<Credit> credits) {
        List<DocumentId> ids =
                credits.stream().map(credit -> credit.document().uuid()).toList();
        var all = new ArrayList<Credit>();
        for (Credit credit : credits) {
            List<DocumentId> others = all.isEmpty() ? ids.subList(1, ids.size()) : ids.subList(0, 1);
            all.add(credit.with(credit.document().beside(others)));
        }
        return all;
    }

    private void checkLoose(ReturnOrder order, Cart loose, @Nullable UserId approver) {
        if (order.tender() == TenderKind.ACCOUNT) {
            throw new TillException(RefundRefusal.NO_RECEIPT_NO_ACCOUNT);
        }
        if (order.reason().isBlank()) {
            throw new TillException(RefundRefusal.NO_RECEIPT_NO_REASON);
        }
        String reference = order.reference();
        if (reference != null && !REFERENCE.matcher(reference).matches()) {
            throw new TillException(
                    RefundRefusal.NO_REFERENCE, reference.length() > 60 ? reference.substring(0, 60) : reference);
        }
        terms.need(Act.RETURN_WITHOUT_RECEIPT.with(loose.total()), approver);
    }

    private Credit loose(
            ReturnOrder order, Cart loose, Headings headings, @Nullable UserId approver, @Nullable String key) {
        TenderKind kind = order.tender() == null ? TenderKind.CASH : order.tender();
        Money total = loose.total();
        IssuedDocument credit = IssuedDocument.withoutReceipt(
                headings.next(new DocumentId(Shop.newId()), approver, key),
                loose,
                order.reference(),
                order.reason(),
                total.isPositive() ? List.of(new Tender(kind, total, null)) : List.of(),
                order.restock());
        if (approver == null) {
            terms.checkPolicy(credit.lines());
        }
        return new Credit(credit, null, InvoiceForm.CONSUMER, List.of());
    }
}
