package org.tillmesh.retail.cart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.deal.Audience;
import org.tillmesh.retail.deal.Basket;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.deal.Hours;
import org.tillmesh.retail.deal.Offer;
import org.tillmesh.retail.deal.PriceList;
import org.tillmesh.retail.deal.Pricing;
import org.tillmesh.retail.deal.Promotion;
import org.tillmesh.retail.deal.Validity;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TaxCategory;

/** A list whose prices are without VAT: an invoice adds VAT to the sum, and the cart says the same halalas. */
class PricesWithoutVatTest {
    private static final Basket.Where SHOP = new Basket.Where(
            "S001", ZoneId.of("Asia/Riyadh"), Instant.parse("2026-03-01T09:00:00Z"), null, Set.of(), Set.of());

    private static Product product(String id, TaxCategory tax, String unit) {
        return new Product(
                new ProductId(id),
                id,
                id,
                "",
                Money.sar(1000),
                unit,
                tax,
                unit.equals("KGM"),
                false,
                0,
                true,
                List.of());
    }

    private static PriceList trade(Map<String, Money> prices) {
        return new PriceList("trade", "Trade", "جملة", Validity.ALWAYS, Audience.ALL, true, PriceList.plain(prices));
    }

    private static Cart priced(Cart cart, List<PriceList> lists, List<Promotion> promotions) {
        return cart.pricedAs(Pricing.of(cart.basket(SHOP), lists, promotions), SHOP.at());
    }

    private static long percent(long net, int rate) {
        return (net * rate * 2 + 100) / 200;
    }

    @Test
    void random_carts_at_such_prices_alone_come_to_the_net_of_the_list_and_its_vat_rounded_once() {
        var random = new Random(7);
        for (int run = 0; run < 3_000; run++) {
            var prices = new TreeMap<String, Money>();
            Cart cart = Cart.open("c", SHOP.at());
            var net = new TreeMap<TaxCategory, Long>();
            int n = 1 + random.nextInt(8);
            for (int i = 0; i < n; i++) {
                TaxCategory tax = TaxCategory.values()[random.nextInt(3)];
                boolean weighed = random.nextBoolean();
                Product each = product("p" + i, tax, weighed ? "KGM" : "PCE");
                Money price = Money.sar(random.nextInt(3_000));
                Quantity qty = weighed
                        ? Quantity.ofThousandths(1 + random.nextInt(30_000))
                        : Quantity.of(1 + random.nextInt(200));
                prices.put(each.id().value(), price);
                cart = cart.add(CartItem.of(each, qty));
                net.merge(tax, price.times(qty).minor(), Long::sum);
            }
            Totals totals = priced(cart, List.of(trade(prices)), List.of()).totals();
            for (Totals.Tax tax : totals.taxes()) {
                long sum = net.get(tax.category());
                assertThat(tax.net().minor()).as("run " + run).isEqualTo(sum);
                assertThat(tax.vat().minor())
                        .isEqualTo(percent(sum, tax.category().ratePercent()));
            }
            for (int i = 0; i < n; i++) {
                CartLine line = cart.lines().get(i);
                assertThat(totals.lines().get(i).net())
                        .isEqualTo(prices.get(line.productId().value()).times(line.qty()));
            }
        }
    }

    @Test
    void random_mixed_carts_with_deals_and_discounts_add_up() {
        var random = new Random(11);
        var tenth = new Promotion(
                "tenth",
                "tenth",
                "tenth",
                Validity.ALWAYS,
                Hours.ALWAYS,
                List.of(),
                null,
                null,
                Promotion.PRIORITY,
                0,
                List.of("p0", "p1"),
                List.of(),
                new Offer.PercentOff(new Discount.Percent(1_000)));
        for (int run = 0; run < 3_000; run++) {
            var prices = new TreeMap<String, Money>();
            Cart cart = Cart.open("c", SHOP.at());
            int n = 1 + random.nextInt(6);
            for (int i = 0; i < n; i++) {
                Product each = product("p" + i, TaxCategory.values()[random.nextInt(3)], "PCE");
                if (random.nextBoolean()) {
                    prices.put(each.id().value(), Money.sar(1 + random.nextInt(3_000)));
                }
                cart = cart.add(CartItem.of(each, Quantity.of(1 + random.nextInt(50))));
            }
            cart = priced(cart, List.of(trade(prices)), List.of());
            if (random.nextBoolean()) {
                cart = cart.withLineDiscount(1, new Discount.Percent(random.nextInt(5_000)));
            }
            if (random.nextBoolean()) {
                cart = priced(cart, List.of(trade(prices)), List.of());
                cart = cart.withDiscount(new Discount.Percent(random.nextInt(3_000)));
            }
            Cart whole = priced(cart, List.of(trade(prices)), random.nextBoolean() ? List.of(tenth) : List.of());
            Totals totals = whole.totals();
            assertThat(totals.total()).as("run " + run).isEqualTo(whole.total());
            Money lines = Money.ZERO;
            Money nets = Money.ZERO;
            for (Totals.Line line : totals.lines()) {
                lines = lines.plus(line.total());
                nets = nets.plus(line.net());
                assertThat(line.vat().isNegative()).isFalse();
            }
            assertThat(lines).isEqualTo(whole.total());
            assertThat(nets).isEqualTo(totals.net());
        }
    }
}
