package org.tillmesh.tools.bench;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.deal.Audience;
import org.tillmesh.retail.deal.Basket;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.deal.Hours;
import org.tillmesh.retail.deal.Offer;
import org.tillmesh.retail.deal.PriceList;
import org.tillmesh.retail.deal.Priced;
import org.tillmesh.retail.deal.Pricing;
import org.tillmesh.retail.deal.Promotion;
import org.tillmesh.retail.deal.Validity;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;

/** What a cart costs by many price lists and promotions, priced anew after every scan as a till does it. */
final class DealsBench {
    private static final int LISTS = 20;
    private static final int PROMOTIONS = 200;
    private static final int LINES = 100;
    private static final int PRODUCTS = 400;
    private static final int PRODUCTS_OF_A_LIST = 200;
    private static final int PRODUCTS_OF_A_PROMOTION = 12;
    private static final int CARTS = 500;
    private static final int WARM_UP = 500;
    private static final Instant NOON = Instant.parse("2026-11-01T09:00:00Z");
    private static final Basket.Where WHERE =
            new Basket.Where("S001", ZoneId.of("Asia/Riyadh"), NOON, "c1", Set.of("vip"), Set.of());
    private static final Discount.Percent TEN = Discount.Percent.parse("10");

    private final Measurements table;
    private final Random random = new Random(1);
    private final List<PriceList> lists = new ArrayList<>();
    private final List<Promotion> promotions = new ArrayList<>();

    DealsBench(boolean json, PrintStream out) {
        table = new Measurements("deals", json, out);
        for (int i = 0; i < LISTS; i++) {
            lists.add(list(i));
        }
        for (int i = 0; i < PROMOTIONS; i++) {
            promotions.add(promotion(i));
        }
    }

    void run() {
        measure("price " + LINES + " lines", null);
        measure("the same, 10 % off by hand", TEN);
        table.end();
    }

    private void measure(String work, @Nullable Discount byHand) {
        var nanos = new long[CARTS];
        long halalas = 0;
        for (int i = -WARM_UP; i < CARTS; i++) {
            Cart cart = cart();
            Basket basket = (byHand == null ? cart : cart.withDiscount(byHand)).basket(WHERE);
            long from = System.nanoTime();
            Priced priced = Pricing.of(basket, lists, promotions);
            long took = System.nanoTime() - from;
            halalas += priced.total().minor();
            if (i >= 0) {
                nanos[i] = took;
            }
        }
        table.row(
                work,
                PROMOTIONS + " promotions, " + LISTS + " lists; part of the 50 ms from scan to line",
                "p50 µs",
                Measurements.micros(nanos, 0.5),
                "p99 µs",
                Measurements.micros(nanos, 0.99),
                "sum",
                Money.sar(halalas).toString());
    }

    private Cart cart() {
        Cart cart = Cart.open("bench", NOON);
        for (int number : random.ints(0, PRODUCTS).distinct().limit(LINES).toArray()) {
            cart = cart.add(Goods.product(number, 100 + number * 7L), Quantity.of(1 + random.nextInt(6)), null, null);
        }
        return cart;
    }

    private PriceList list(int number) {
        var prices = new TreeMap<String, SortedMap<Quantity, Money>>();
        for (String product : products(PRODUCTS_OF_A_LIST)) {
            prices.put(
                    product,
                    new TreeMap<>(Map.of(
                            Quantity.ZERO,
                            Money.sar(90 + random.nextInt(2_000)),
                            Quantity.of(6),
                            Money.sar(80 + random.nextInt(1_500)))));
        }
        Audience whom = number % 2 == 0 ? Audience.ALL : new Audience(List.of("vip"), List.of());
        String name = "List " + number;
        return new PriceList("l" + number, name, name, Validity.ALWAYS, whom, prices);
    }

    private Promotion promotion(int number) {
        String name = "Deal " + number;
        return new Promotion(
                "d" + number,
                name,
                name,
                Validity.ALWAYS,
                Hours.ALWAYS,
                List.of(),
                null,
                null,
                Promotion.PRIORITY + number % 3,
                0,
                products(PRODUCTS_OF_A_PROMOTION),
                List.of(),
                offer(number));
    }

    private static Offer offer(int number) {
        return switch (number % 7) {
            case 0 -> new Offer.PercentOff(TEN);
            case 1 -> new Offer.AmountOff(Money.sar(150));
            case 2 -> new Offer.SpecialPrice(Money.sar(500));
            case 3 -> new Offer.SetPrice(3, Money.sar(2_000));
            case 4 -> new Offer.BuyGet(2, 1, Discount.Percent.parse("100"));
            case 5 ->
                new Offer.Bundle(
                        List.of(
                                new Offer.Bundle.Part(List.of("p" + number, "p" + (number + 1)), 1),
                                new Offer.Bundle.Part(List.of("p" + (number + 2), "p" + (number + 3)), 1)),
                        Money.sar(900));
            default -> new Offer.Spend(Money.sar(10_000), new Discount.Amount(Money.sar(100)));
        };
    }

    private List<String> products(int count) {
        return random.ints(0, PRODUCTS)
                .distinct()
                .limit(count)
                .mapToObj(i -> "p" + i)
                .toList();
    }
}
