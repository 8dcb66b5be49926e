package org.tillmesh.retail.deal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rounding;
import org.tillmesh.retail.value.Rule;

/** A discount on a line or on a whole cart: a percentage (rounded half up where it is applied) or an amount. */
public sealed interface Discount {

    /** What it takes off a sum; never more than the sum. */
    Money off(Money sum);

    Value toValue();

    /** @param hundredths of a percent: 1,000 is 10 % */
    record Percent(int hundredths) implements Discount {
        private static final Pattern PLAIN = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,2})?");
        private static final int WHOLE = 10_000;

        public Percent {
            if (hundredths < 0 || hundredths > WHOLE) {
                throw new RetailException(
                        Rule.PERCENT_OUT_OF_RANGE,
                        BigDecimal.valueOf(hundredths, 2).toPlainString());
            }
        }

        /** {@code parse("12.5")}. */
        public static Percent parse(String text) {
            if (!PLAIN.matcher(text).matches()) {
                throw new RetailException(Rule.NO_PERCENT, text);
            }
            return new Percent(new BigDecimal(text).movePointRight(2).intValueExact());
        }

        @Override
        public Money off(Money sum) {
            return Money.ofMinor(Rounding.halfUp(sum.minor(), hundredths, WHOLE), sum.currency());
        }

        @Override
        public Value toValue() {
            return new Body().put("percent", hundredths).toValue();
        }

        @Override
        public String toString() {
            return BigDecimal.valueOf(hundredths, 2)
                            .setScale(2, RoundingMode.UNNECESSARY)
                            .stripTrailingZeros()
                            .toPlainString()
                    + " %";
        }
    }

    /** A fixed amount, zero or more. */
    record Amount(Money money) implements Discount {
        public Amount {
            if (money.isNegative()) {
                throw new RetailException(Rule.DISCOUNT_NEGATIVE, money);
            }
        }

        @Override
        public Money off(Money sum) {
            return money.compareTo(sum) > 0 ? sum : money;
        }

        @Override
        public Value toValue() {
            return new Body().put("amount", money).toValue();
        }

        @Override
        public String toString() {
            return money.toString();
        }
    }

    static Discount of(Value value) {
        Fields in = Fields.of("discount", value);
        return in.has("percent") ? new Percent(in.smallNumber("percent")) : new Amount(in.money("amount"));
    }
}
