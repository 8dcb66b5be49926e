package org.tillmesh.retail.deal;

import java.util.List;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rule;

/** What a promotion gives; how it is worked out stands in {@link Pricing}. */
public sealed interface Offer {

    Value toValue();

    /** A percentage off every unit, rounded half up a line. */
    record PercentOff(Discount.Percent percent) implements Offer {
        @Override
        public Value toValue() {
            return kind("percent").put("percent", percent.hundredths()).toValue();
        }
    }

    /** So much off every unit, never more than it costs. */
    record AmountOff(Money amount) implements Offer {
        public AmountOff {
            positive(amount, "amount");
        }

        @Override
        public Value toValue() {
            return kind("amount").put("amount", amount).toValue();
        }
    }

    /** Units that are dearer come down to this price. */
    record SpecialPrice(Money price) implements Offer {
        public SpecialPrice {
            notNegative(price);
        }

        @Override
        public Value toValue() {
            return kind("price").put("price", price).toValue();
        }
    }

    /** {@code count} units together for a price. */
    record SetPrice(int count, Money price) implements Offer {
        public SetPrice {
            atLeastOne(count, "count");
            notNegative(price);
        }

        @Override
        public Value toValue() {
            return kind("set-price").put("count", count).put("price", price).toValue();
        }
    }

    /** Of {@code buy + get} units the {@code get} cheapest have a percentage off. */
    record BuyGet(int buy, int get, Discount.Percent percent) implements Offer {
        public BuyGet {
            atLeastOne(buy, "buy");
            atLeastOne(get, "get");
        }

        @Override
        public Value toValue() {
            return kind("buy-get")
                    .put("buy", buy)
                    .put("get", get)
                    .put("percent", percent.hundredths())
                    .toValue();
        }
    }

    /** Some of each part together for a price. */
    record Bundle(List<Part> parts, Money price) implements Offer {
        /** @param items products, or {@code product/unit}; any of them counts */
        public record Part(List<String> items, int count) {
            public Part {
                items = items.stream().sorted().distinct().toList();
                atLeastOne(count, "count");
                if (items.isEmpty()) {
                    throw new RetailException(Rule.BUNDLE_PART_EMPTY);
                }
            }
        }

        public Bundle {
            parts = List.copyOf(parts);
            notNegative(price);
            if (parts.isEmpty()) {
                throw new RetailException(Rule.BUNDLE_EMPTY);
            }
        }

        @Override
        public Value toValue() {
            return kind("bundle")
                    .putList("parts", parts, part -> new Body()
                            .putList("items", part.items(), Value::of)
                            .put("count", part.count())
                            .toValue())
                    .put("price", price)
                    .toValue();
        }
    }

    /** Something off the whole cart once its lines reach a sum. */
    record Spend(Money over, Discount off) implements Offer {
        public Spend {
            positive(over, "over");
        }

        @Override
        public Value toValue() {
            return kind("spend").put("over", over).put("off", off.toValue()).toValue();
        }
    }

    static Offer of(Value value) {
        Fields in = Fields.of("offer", value);
        return Read.checked(() -> in.has("kind") ? ofKind(in, in.text("kind")) : first(in));
    }

    private static Offer ofKind(Fields in, String kind) {
        return switch (kind) {
            case "percent" -> new PercentOff(percent(in));
            case "amount" -> new AmountOff(in.money("amount"));
            case "price" -> new SpecialPrice(in.money("price"));
            case "set-price" -> new SetPrice(in.smallNumber("count"), in.money("price"));
            case "buy-get" -> new BuyGet(in.smallNumber("buy"), in.smallNumber("get"), percent(in));
            case "bundle" -> new Bundle(in.list("parts", Offer::part), in.money("price"));
            case "spend" -> new Spend(in.money("over"), Discount.of(in.needed("off")));
            default -> throw in.wrong("kind", "one of percent, amount, price, set-price, buy-get, bundle, spend");
        };
    }

    /** As version 0.1 wrote it: the kind is told by the fields. */
    private static Offer first(Fields in) {
        if (in.has("percent")) {
            return new PercentOff(percent(in));
        }
        return in.has("price")
                ? new SpecialPrice(in.money("price"))
                : new BuyGet(in.smallNumber("buy"), in.smallNumber("free"), new Discount.Percent(10_000));
    }

    private static Bundle.Part part(Value value) {
        Fields in = Fields.of("part", value);
        return new Bundle.Part(in.texts("items"), in.smallNumber("count"));
    }

    private static Discount.Percent percent(Fields in) {
        return new Discount.Percent(in.smallNumber("percent"));
    }

    private static Body kind(String kind) {
        return new Body().put("kind", kind);
    }

    private static void positive(Money money, String field) {
        if (!money.isPositive()) {
            throw new RetailException(Rule.OFFER_NOT_POSITIVE, field, money);
        }
    }

    private static void notNegative(Money price) {
        if (price.isNegative()) {
            throw new RetailException(Rule.OFFER_PRICE_NEGATIVE, price);
        }
    }

    private static void atLeastOne(int number, String field) {
        if (number < 1) {
            throw new RetailException(Rule.OFFER_COUNT_LOW, field, number);
        }
    }
}
