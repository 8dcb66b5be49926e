package org.tillmesh.retail.deal;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;

/** Baskets, lists and promotions as tests write them. */
final class Baskets {
    static final Instant NOON = Instant.parse("2026-03-01T09:00:00Z"); // a Sunday, noon in Riyadh
    static final Basket.Where SHOP = new Basket.Where("S001", ZoneId.of("Asia/Riyadh"), NOON, null, Set.of(), Set.of());

    private final List<Basket.Line> lines = new ArrayList<>();
    private Discount discount;
    private Basket.Where where = SHOP;

    static Baskets basket() {
        return new Baskets();
    }

    static Money sar(String amount) {
        return Money.parse(amount, Money.SAR);
    }

    Baskets at(Basket.Where changed) {
        where = changed;
        return this;
    }

    Baskets add(String item, String qty, String price) {
        return add(item, qty, price, null, null);
    }

    Baskets add(String item, String qty, String price, String byHand, Discount off) {
        lines.add(new Basket.Line(
                lines.size() + 1,
                item,
                "food",
                Quantity.parse(qty),
                item.startsWith("W"),
                sar(price),
                null,
                byHand == null ? null : sar(byHand),
                off,
                false,
                15));
        return this;
    }

    Baskets off(Discount changed) {
        discount = changed;
        return this;
    }

    Basket make() {
        return new Basket(where, lines, discount);
    }

    static Discount percent(String percent) {
        return Discount.Percent.parse(percent);
    }

    static Discount amount(String amount) {
        return new Discount.Amount(sar(amount));
    }

    static Promotion promotion(String id, int priority, Offer offer, String... products) {
        return new Promotion(
                id,
                "Deal " + id,
                "عرض " + id,
                Validity.ALWAYS,
                Hours.ALWAYS,
                List.of(),
                null,
                null,
                priority,
                0,
                List.of(products),
                List.of(),
                offer);
    }

    static PriceList list(String id, Audience audience, List<String> stores, Map<String, String> prices) {
        var plain = new TreeMap<String, Money>();
        prices.forEach((item, price) -> plain.put(item, sar(price)));
        return new PriceList(id, id, id, new Validity(true, null, null, stores), audience, PriceList.plain(plain));
    }
}
