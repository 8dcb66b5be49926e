package org.tillmesh.retail.cart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rule;

/** How far the tenders of a cart reach. @param prepaid what deposits paid before */
record CartPayment(List<Tender> tenders, Money total, Money prepaid) {

    Money tendered() {
        return sum(Tender::amount);
    }

    Money rounding() {
        return sum(Tender::rounding);
    }

    Money due() {
        return atLeastZero(payable().minus(sum(Tender::settles)));
    }

    Money change() {
        return atLeastZero(sum(Tender::settles).minus(payable()));
    }

    private Money payable() {
        return total.minus(prepaid);
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
            throw new RetailException(Rule.NO_TENDER, index + 1, tenders.size());
        }
        var changed = new ArrayList<>(tenders);
        changed.remove(index);
        return changed;
    }

    /**
     * The tenders with their cash rounded: what cash has to pay goes down to a multiple of the step, in the buyer's favour. The
     * last cash tender bears what is let off, as long as the cash covers the rounded sum; no other tender is ever rounded.
     *
     * @param step 1 for no rounding
     */
    List<Tender> rounded(Money step) {
        int last = lastCash();
        var changed = new ArrayList<Tender>(tenders.size());
        for (int i = 0; i < tenders.size(); i++) {
            Tender tender = tenders.get(i);
            changed.add(last < 0 ? tender : tender.rounded(i == last && isCovered(step) ? letOff(step) : Money.ZERO));
        }
        return changed;
    }

    private int lastCash() {
        for (int i = tenders.size() - 1; i >= 0; i--) {
            if (tenders.get(i).kind().givesChange()) {
                return i;
            }
        }
        return -1;
    }

    private boolean isCovered(Money step) {
        return cashTendered().compareTo(cashPart().minus(letOff(step))) >= 0;
    }

    Money dueInCash(Money step) {
        return atLeastZero(cashPart().minus(letOff(step)).minus(cashTendered()));
    }

    /** What no other tender pays. */
    private Money cashPart() {
        return atLeastZero(payable().minus(tendered().minus(cashTendered())));
    }

    private Money cashTendered() {
        return sum(tender -> tender.kind().givesChange() ? tender.amount() : Money.ZERO);
    }

    private Money letOff(Money step) {
        return step.isPositive() ? Money.ofMinor(cashPart().minor() % step.minor(), step.currency()) : Money.ZERO;
    }

    /** @throws RetailException NOT_PAID, OVERPAID */
    void checkPaid() {
        if (due().isPositive()) {
            throw new RetailException(Rule.NOT_PAID, total, tendered().plus(prepaid), due());
        }
        Money withoutChange = tendered().minus(cashTendered());
        if (withoutChange.compareTo(payable()) > 0) {
            throw new RetailException(Rule.OVERPAID_WITHOUT_CHANGE, withoutChange, payable());
        }
    }

    private Money sum(Function<Tender, Money> of) {
        return tenders.stream().map(of).reduce(Money.ZERO, Money::plus);
    }

    private static Money atLeastZero(Money money) {
        return money.isNegative() ? Money.ZERO : money;
    }
}
