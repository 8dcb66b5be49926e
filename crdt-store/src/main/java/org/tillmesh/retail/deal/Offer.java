package org.tillmesh.retail.deal;

import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rule;

/** What a promotion gives on a line. */
public sealed interface Offer {

    /** What it takes off {@code qty × price}; never more than that. */
    Money off(Quantity qty, Money price);

    Value toValue();

    /** @param percent of the line, rounded half up */
    record PercentOff(Discount.Percent percent) implements Offer {
        @Override
        public Money off(Quantity qty, Money price) {
            return percent.off(price.times(qty));
        }

        @Override
        public Value toValue() {
            return new Body().put("percent", percent.hundredths()).toValue();
        }
    }

    /** @param price instead of the shelf's; a shelf price that is lower already stays */
    record SpecialPrice(Money price) implements Offer {
        @Override
        public Money off(Quantity qty, Money shelf) {
            Money off = shelf.times(qty).minus(price.times(qty));
            return off.isNegative() ? Money.ZERO : off;
        }

        @Override
        public Value toValue() {
            return new Body().put("price", price).toValue();
        }
    }

    /** Of every {@code buy + free} whole units {@code free} cost nothing. */
    record BuyGet(int buy, int free) implements Offer {
        public BuyGet {
            if (buy < 1 || free < 1) {
                throw new RetailException(Rule.NO_OFFER, buy, free);
            }
        }

        @Override
        public Money off(Quantity qty, Money price) {
            long whole = qty.thousandths() / Quantity.ONE.thousandths();
            return price.times(Quantity.of(whole / (buy + free) * free));
        }

        @Override
        public Value toValue() {
            return new Body().put("buy", buy).put("free", free).toValue();
        }
    }

    static Offer of(Value value) {
        Fields in = Fields.of("offer", value);
        return Read.checked(() -> {
            if (in.has("percent")) {
                return new PercentOff(new Discount.Percent(in.smallNumber("percent")));
            }
            return in.has("price")
                    ? new SpecialPrice(in.money("price"))
                    : new BuyGet(in.smallNumber("buy"), in.smallNumber("free"));
        });
    }
}
