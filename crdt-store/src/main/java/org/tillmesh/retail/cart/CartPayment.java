package org.tillmesh.retail.cart;

import java.util.ArrayList;
import java.util.List;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rule;

/** How far the tenders of a cart reach. @param prepaid what deposits paid before */
record CartPayment(List<Tender> tenders, Money total, Money prepaid) {

    Money tendered() {
        return sum(tenders);
    }

    Money due() {
        Money left = total.minus(prepaid).minus(tendered());
        return left.isNegative() ? Money.ZERO : left;
    }

    Money change() {
        Money over = tendered().plus(prepaid).minus(total);
        return over.isNegative() ? Money.ZERO : over;
    }

    List<Tender> with(Tender tender) {
        if (!tender.amount().isPositive()) {
            throw new RetailException(Rule.TENDER_NOT_POSITIVE, tender.amount());
        }
        if (!tender.kind().givesChange() && tender.amount().compareTo(due()) > 0) {
            throw new RetailException(
                    Rule.TENDER_ABOVE_DUE, tender.amount(), tender.kind().code(), due());
        }
        var changed = new ArrayList<>(tenders);
        changed.add(tender);
        return changed;
    }

    List<Tender> without(int index) {
        if (index < 0 || index >= tenders.size()) {
            throw new RetailException(Rule.NO_TENDER, index, tenders.size());
        }
        var changed = new ArrayList<>(tenders);
        changed.remove(index);
        return changed;
    }

    /** @throws RetailException NOT_PAID, OVERPAID */
    void checkPaid() {
        if (due().isPositive()) {
            throw new RetailException(Rule.NOT_PAID, total, tendered().plus(prepaid), due());
        }
        Money withoutChange =
                sum(tenders.stream().filter(t -> !t.kind().givesChange()).toList());
        if (withoutChange.compareTo(total.minus(prepaid)) > 0) {
            throw new RetailException(Rule.OVERPAID_WITHOUT_CHANGE, withoutChange, total.minus(prepaid));
        }
    }

    private static Money sum(List<Tender> tenders) {
        return tenders.stream().map(Tender::amount).reduce(Money.ZERO, Money::plus);
    }
}
