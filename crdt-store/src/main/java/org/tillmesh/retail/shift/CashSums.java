package org.tillmesh.retail.shift;

import java.util.Collection;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.value.Money;

/**
 * What was moved into and out of a drawer beside sales. No sum is negative.
 *
 * @param noSales how often the drawer was opened for nothing
 */
public record CashSums(Money in, Money out, Money drop, int noSales) {
    public static final CashSums NONE = new CashSums(Money.ZERO, Money.ZERO, Money.ZERO, 0);

    public static CashSums of(Collection<CashMovement> movements) {
        return movements.stream().map(CashSums::of).reduce(NONE, CashSums::plus);
    }

    private static CashSums of(CashMovement movement) {
        Money amount = movement.amount();
        return switch (movement.kind()) {
            case IN -> new CashSums(amount, Money.ZERO, Money.ZERO, 0);
            case OUT -> new CashSums(Money.ZERO, amount.negated(), Money.ZERO, 0);
            case DROP -> new CashSums(Money.ZERO, Money.ZERO, amount.negated(), 0);
            case NO_SALE -> new CashSums(amount, Money.ZERO, Money.ZERO, 1);
        };
    }

    public CashSums plus(CashSums other) {
        return new CashSums(
                in.plus(other.in), out.plus(other.out), drop.plus(other.drop), Math.addExact(noSales, other.noSales));
    }

    /** What lies in the drawer more than without them: in − out − drop. */
    public Money balance() {
        return in.minus(out).minus(drop);
    }

    Value toValue() {
        return new Body()
                .putUnlessZero("in", in.minor())
                .putUnlessZero("out", out.minor())
                .putUnlessZero("drop", drop.minor())
                .putUnlessZero("noSales", noSales)
                .toValue();
    }

    static CashSums of(Value value) {
        Fields sums = Fields.of("cash", value);
        return new CashSums(
                sums.moneyOrZero("in"),
                sums.moneyOrZero("out"),
                sums.moneyOrZero("drop"),
                sums.smallNumber("noSales", 0));
    }
}
