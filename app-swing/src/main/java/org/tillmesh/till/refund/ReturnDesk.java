package org.tillmesh.till.refund;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.sale.CommandKeys;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.IssuedLine;
import org.tillmesh.retail.sale.PaidBack;
import org.tillmesh.retail.sale.Refund;
import org.tillmesh.retail.sale.Returns;
import org.tillmesh.retail.shift.ShiftOpened;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.invoice.InvoiceDesks;
import org.tillmesh.till.invoice.InvoiceForm;
import org.tillmesh.till.invoice.Issued;
import org.tillmesh.till.invoice.IssuedBook;
import org.tillmesh.till.invoice.Issuing;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.tender.ReturnedRights;

/** Takes goods back, and pays back what they cost. */
final class ReturnDesk {
    private final Shop shop;
    private final Login login;
    private final ReturnedRights rights;
    private final RefundDesk refunds;
    private final IssuedBook book;
    private final Issuing issuing;

    ReturnDesk(
            Shop shop,
            Login login,
            ReturnedRights rights,
            RefundDesk refunds,
            InvoiceDesks invoices) {
        this.shop = shop;
        this.login = login;
        this.rights = rights;
        this.refunds = refunds;
        this.book = invoices.book();
        this.issuing = invoices.issuing();
    }

    Issued returnGoods(
            @Nullable String receipt,
            @Nullable DocumentId uuid,
            List<ReturnLine> lines,
            String reason,
            @Nullable TenderKind kind,
            boolean restock,
            @Nullable String key,
            @Nullable String approve) {
        Optional<CommandKeys.Use> used = shop.used(key, CommandKeys.Command.RETURN);
        if (used.isPresent()) {
            return book.again(new DocumentId(used.get().id()));
        }
        shop.refuseTraining();
        shop.requireShift();
        checkKind(kind);
        UserId approver =
                approve == null ? null : login.approver(approve, "return").id();
        issuing.refuseUnconfirmed();
        IssuedDocument sale = book.document(receipt, uuid);
        List<Returns.Wanted> wanted =
                lines.stream().map(l -> new Returns.Wanted(l.line(), l.qty())).toList();
        checkWayBack(sale, wanted, kind, approver);
        InvoiceForm form = book.formOf(sale);
        DocumentId id = new DocumentId(refunds.newId(key));
        List<Refund> promised = refunds.promised(sale, id, wanted);
        rights.fetch(sale, wanted.stream().map(Returns.Wanted::line).toList());
        // From here on nobody is waited for, so what others did meanwhile is judged once and for all.
        Optional<CommandKeys.Use> meanwhile = shop.used(key, CommandKeys.Command.RETURN);
        if (meanwhile.isPresent()) {
            return book.again(new DocumentId(meanwhile.get().id()));
        }
        ShiftOpened shift = shop.requireShift();
        User user = shop.requireUser();
        issuing.refuseUnconfirmed();
        return refunds.refund(sale, promised, earlier -> {
            IssuedDocument credit = Returns.ofWhatIsLeft(
                    new IssuedDocument.Heading(
                            id,
                            issuing.nextReceipt(),
                            user.id(),
                            approver,
                            shift.id(),
                            shop.clock().issue(),
                            key),
                    sale,
                    earlier,
                    wanted,
                    reason.isBlank() ? "Goods returned" : reason,
                    total -> kind == null || PaidBack.isOnly(sale, kind)
                            ? PaidBack.asPaid(sale, refunds.creditsOf(sale), total)
                            : List.of(new Tender(kind, total, null)),
                    restock);
            refuseEmptyDrawer(credit, shift, approver);
            return issuing.issue(credit, sale, form, tx -> {
                rights.giveBack(tx, credit, sale);
                shop.audit(
                        tx,
                        "return",
                        credit.receipt() + " of " + sale.receipt() + ", " + credit.total() + ": " + credit.reason(),
                        approver);
            });
        });
    }

    /** A drawer that would hold less than nothing is a manager's word. */
    private void refuseEmptyDrawer(IssuedDocument credit, ShiftOpened shift, @Nullable UserId approver) {
        Money paidBack =
                credit.takings().getOrDefault(TenderKind.CASH, Money.ZERO).negated();
        Money held = shop.retail().shifts().expectedCash(shop.scope(), shift);
        if (approver == null && paidBack.compareTo(held) > 0 && paidBack.isPositive()) {
            login.allow(false, Act.TAKE_MORE_THAN_THE_DRAWER_HOLDS.with(paidBack, held), null);
        }
    }

    private static void checkKind(@Nullable TenderKind kind) {
        if (kind == TenderKind.GIFT || kind == TenderKind.CREDIT) {
            throw new TillException(RefundRefusal.REFUND_TENDER, kind.code());
        }
    }

    /** Money goes back the way it came; another way is a manager's word. */
    private void checkWayBack(
            IssuedDocument sale, List<Returns.Wanted> wanted, @Nullable TenderKind kind, @Nullable UserId approver) {
        if (kind == TenderKind.ACCOUNT && sale.customerId() == null) {
            throw new TillException(RefundRefusal.REFUND_WITHOUT_ACCOUNT, sale.receipt());
        }
        if (kind != null && approver == null && !PaidBack.isOnly(sale, kind)) {
            List<String> ways =
                    sale.tenders().stream().map(t -> t.kind().code()).distinct().toList();
            login.allow(
                    false,
                    Act.PAY_BACK_ANOTHER_WAY.with(
                            wouldPayBack(sale, wanted),
                            kind.code(),
                            sale.receipt(),
                            ways,
                            ways.stream().map(RefundWords.TENDER::with).toList()),
                    null);
        }
    }

    private Money wouldPayBack(IssuedDocument sale, List<Returns.Wanted> wanted) {
        List<Refund> earlier = refunds.creditsOf(sale).stream().map(Refund::of).toList();
        return Returns.lines(sale, earlier, wanted).stream()
                .map(IssuedLine::total)
                .reduce(Money.ZERO, Money::plus);
    }
}
