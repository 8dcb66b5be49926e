package org.tillmesh.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.retail.Sample.T01;
import static org.tillmesh.retail.Sample.T02;
import static org.tillmesh.retail.Sample.money;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.deal.Audience;
import org.tillmesh.retail.deal.Basket;
import org.tillmesh.retail.deal.DealsShop;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.deal.Offer;
import org.tillmesh.retail.deal.PriceList;
import org.tillmesh.retail.deal.Priced;
import org.tillmesh.retail.deal.Validity;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;

/** Two tills that have heard the same lists and promotions, in whatever steps, ask the same for the same cart. */
class DealsAgreeTest {
    private static final Instant NOON = DealsShop.NOON;

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void two_tills_agree_on_every_halala(long seed) {
        var random = new Random(seed);
        try (ShopTill office = ShopTill.open(dir.resolve("office"), T01, ShopTill.RELAY);
                ShopTill one = ShopTill.open(dir.resolve("one"), T01, 1);
                ShopTill two = ShopTill.open(dir.resolve("two"), T02, 2)) {
            for (int step = 0; step < 12; step++) {
                write(office, random);
                if (random.nextBoolean()) {
                    one.hear(office);
                }
            }
            one.hear(office);
            two.hear(random.nextBoolean() ? office : one);

            Basket basket = cart(random).basket(DealsShop.at(NOON));
            Priced priced = one.retail.deals().price(basket);
            assertThat(priced).isEqualTo(two.retail.deals().price(basket));
            assertThat(priced).isEqualTo(office.retail.deals().price(basket));
            assertThat(one.retail.deals().promotions()).isNotEmpty();
        }
    }

    private static void write(ShopTill office, Random random) {
        String id = "d" + random.nextInt(4);
        if (random.nextInt(3) == 0) {
            var prices = Map.of("A", any(random), "C", any(random));
            office.write(
                    Scope.COMPANY, new PriceList(id, id, id, Validity.ALWAYS, Audience.ALL, PriceList.plain(prices)));
            return;
        }
        Offer offer =
                switch (random.nextInt(3)) {
                    case 0 -> new Offer.SetPrice(2, any(random));
                    case 1 -> new Offer.PercentOff(new Discount.Percent(random.nextInt(10_001)));
                    default -> new Offer.Spend(any(random), new Discount.Amount(money("1.00")));
                };
        office.write(Scope.COMPANY, DealsShop.promotion(id, offer, "A", random.nextBoolean() ? "B" : "C"));
    }

    private static Money any(Random random) {
        return Money.sar(1 + random.nextInt(1_500));
    }

    private static Cart cart(Random random) {
        return Sample.cart()
                .add(DealsShop.A, Quantity.of(1 + random.nextInt(5)), null, null)
                .add(DealsShop.B, Quantity.of(1 + random.nextInt(5)), null, null)
                .add(DealsShop.C, Quantity.of(1 + random.nextInt(5)), null, null);
    }
}
