package org.tillmesh.till.refund;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.company.Settings;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.IssuedLine;
import org.tillmesh.retail.sale.PaidBack;
import org.tillmesh.retail.sale.Returns;
import org.tillmesh.retail.shift.ShiftOpened;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.people.Rights;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.tender.ReturnedRights;

/** What may come back, how, and how much of it is paid back, without another's word. */
final class ReturnTerms {
    private final Shop shop;
    private final Login login;
    private final ReturnedRights rights;

    ReturnTerms(Shop shop, Login login, ReturnedRights rights) {
        this.shop = shop;
        this.login = login;
        this.rights = rights;
    }

    /** Whose word counts for a return: one word stands for the way, the sum and the drawer that it comes out of. */
    boolean mayApprove(User user) {
        Rights rights = login.rights();
        return rights.may(user, Act.PAY_BACK_ANOTHER_WAY)
                && rights.may(user, Act.PAY_BACK_MORE)
                && rights.may(user, Act.RETURN_WITHOUT_RECEIPT)
                && rights.may(user, Act.TAKE_MORE_THAN_THE_DRAWER_HOLDS);
    }

    /**
     * The company's terms: so many days, and nothing of some products.
     *
     * @throws TillException POLICY
     */
    void checkPolicy(IssuedDocument sale, List<Returns.Wanted> wanted, @Nullable UserId approver) {
        List<IssuedLine> back = sale.lines().stream()
                .filter(line -> wanted.stream().anyMatch(want -> want.line() == line.line()))
                .toList();
        if (approver != null) {
            return;
        }
        Settings settings =
                shop.store().read(view -> Settings.inForce(view, shop.till().branch()));
        Integer days = settings.returnDays();
        LocalDate sold =
                LocalDate.ofInstant(sale.at(), shop.folder().branchProfile().zone());
        if (days != null && sold.plusDays(days).isBefore(shop.today())) {
            throw new TillException(RefundRefusal.TOO_LATE, sale.receipt(), sold, days);
        }
        for (IssuedLine line : back) {
            checkReturnable(settings, line);
        }
    }

    /** The same of goods without a receipt. */
    void checkPolicy(List<IssuedLine> back) {
        Settings settings =
                shop.store().read(view -> Settings.inForce(view, shop.till().branch()));
        back.forEach(line -> checkReturnable(settings, line));
    }

    private static void checkReturnable(Settings settings, IssuedLine line) {
        Set<String> none = new TreeSet<>(settings.notReturnableOrNone());
        if (none.contains(line.productId().value()) || none.contains(line.category())) {
            throw new TillException(RefundRefusal.NOT_RETURNABLE, line.name());
        }
    }

    /** Money goes back the way it came; another way is a manager's word. */
    void checkWayBack(IssuedDocument sale, Money total, @Nullable TenderKind kind, @Nullable UserId approver) {
        if (kind == TenderKind.ACCOUNT && sale.customerId() == null) {
            throw new TillException(RefundRefusal.REFUND_WITHOUT_ACCOUNT, sale.receipt());
        }
        if (kind != null && !PaidBack.isOnly(sale, kind)) {
            List<String> ways =
                    sale.ways().stream().map(t -> t.kind().code()).distinct().toList();
            need(
                    Act.PAY_BACK_ANOTHER_WAY.with(
                            total,
                            kind.code(),
                            sale.receipt(),
                            ways,
                            ways.stream().map(RefundWords.TENDER::with).toList()),
                    approver);
        }
    }

    /** @throws TillException BAD_VALUE for a kind that pays nothing back */
    static void checkKind(@Nullable TenderKind kind) {
        if (kind == TenderKind.GIFT || kind == TenderKind.CREDIT) {
            throw new TillException(RefundRefusal.REFUND_TENDER, kind.code());
        }
    }

    /**
     * Cash: no more of a receipt than the role may pay back, and no more in all than the drawer holds.
     *
     * @param credits credit notes that are about to be issued, and for each those that its sale has already
     */
    void checkCash(List<Credit> credits, ShiftOpened shift, User user, @Nullable UserId approver) {
        Money limit = login.rights().refundMax(user);
        Money all = Money.ZERO;
        for (Credit credit : credits) {
            Money cash = cash(credit.document());
            all = all.plus(cash);
            Money ofReceipt = credit.earlier().stream().map(ReturnTerms::cash).reduce(cash, Money::plus);
            if (limit != null && cash.isPositive() && ofReceipt.compareTo(limit) > 0) {
                need(Act.PAY_BACK_MORE.with(ofReceipt, credit.of(), limit), approver);
            }
        }
        Money held = shop.retail().shifts().expectedCash(shop.scope(), shift);
        if (all.isPositive() && all.compareTo(held) > 0) {
            need(Act.TAKE_MORE_THAN_THE_DRAWER_HOLDS.with(all, held), approver);
        }
    }

    /** Points that goods earned go back with them; to leave a customer those that are spent already is a manager's word. */
    void checkPoints(List<Credit> credits, @Nullable UserId approver) {
        for (Credit credit : credits) {
            long spent = credit.sale() == null ? 0 : rights.spentPoints(credit.document(), credit.sale());
            if (spent > 0) {
                need(Act.LEAVE_SPENT_POINTS.with(spent, credit.of()), approver);
            }
        }
    }

    private static Money cash(IssuedDocument credit) {
        return credit.tenders().stream()
                .filter(tender -> tender.kind() == TenderKind.CASH)
                .map(Tender::amount)
                .reduce(Money.ZERO, Money::plus);
    }

    /** @throws TillException FORBIDDEN if neither the user may alone nor somebody has approved it */
    void need(Sentence act, @Nullable UserId approver) {
        if (approver == null) {
            login.allow(false, act, null);
        }
    }
}
