package org.tillmesh.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.retail.Sample.BREAD;
import static org.tillmesh.retail.Sample.MILK;
import static org.tillmesh.retail.Sample.NOON;
import static org.tillmesh.retail.Sample.S001;
import static org.tillmesh.retail.Sample.T01;
import static org.tillmesh.retail.Sample.T02;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.retail.audit.Resolution;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.Returns;
import org.tillmesh.retail.sale.SalesBook;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.stock.Count;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;

/** What does not fit together is derived from the records alone: whoever holds them lists the same, in the same words. */
class MisfitsOrderTest {
    private static final TillId T03 = new TillId("S001", "T03");

    /** A day of a busy shop whose tills see each other now and then: all that can go wrong does. */
    private static void act(Random random, int step, List<ShopTill> tills) {
        ShopTill till = tills.get(random.nextInt(2));
        Instant at = NOON.plusSeconds(step * 7L + random.nextInt(20));
        Product product = random.nextBoolean() ? MILK : BREAD;
        switch (random.nextInt(7)) {
            case 0 ->
                till.append(new Count(
                        "c" + step,
                        till.id,
                        product.id(),
                        null,
                        null,
                        Quantity.of(random.nextInt(6)),
                        at,
                        new UserId("noura"),
                        null));
            case 1 -> {
                List<Sold> sales = till.retail.sales().since(S001, null).stream()
                        .filter(Sold::isSale)
                        .toList();
                if (!sales.isEmpty()) {
                    giveBack(random, step, till, sales.get(random.nextInt(sales.size())), at);
                }
            }
            case 2 -> till.append(invoice(till.id, step, 1 + random.nextInt(4), at));
            case 3 ->
                till.append(new Resolution(
                        "res" + step, "CART_SOLD_TWICE:cart-" + random.nextInt(3), till.id, "khalid", "seen", at));
            case 4 -> till.hear(tills.get(1 - tills.indexOf(till)));
            default -> {
                Cart cart = Cart.open("cart-" + random.nextInt(3), at.minusSeconds(30))
                        .add(product, Quantity.of(1 + random.nextInt(3)), null, null);
                till.sell("s" + step, cart, at);
            }
        }
    }

    private static void giveBack(Random random, int step, ShopTill till, Sold sold, Instant at) {
        IssuedDocument sale =
                till.store.read(view -> SalesBook.document(view, S001, sold)).orElseThrow();
        Quantity all = sale.lines().get(0).qty();
        List<IssuedDocument> known =
                till.store.read(view -> till.retail.sales().returnDocuments(view, S001, sale.uuid()));
        Quantity left = all.minus(
                Returns.soFar(known).getOrDefault(1, Returns.Returned.NOTHING).qty());
        if (left.isPositive()) {
            till.giveBack("r" + step, sale, 1, random.nextBoolean() ? left : Quantity.ONE, at);
        }
    }

    private static InvoiceRecord invoice(TillId till, int step, long icv, Instant at) {
        String receipt = new ReceiptNumber(till, icv).toString();
        return new InvoiceRecord("i" + step, till, receipt, icv, "p", "h" + step, "s", "q", new byte[] {1}, 0, at);
    }

    @Property(tries = 25)
    void every_till_lists_the_same_exceptions_whatever_the_order_of_arrival(@ForAll long seed) throws IOException {
        Path dir = Files.createTempDirectory("exceptions");
        var random = new Random(seed);
        try (ShopTill one = ShopTill.open(dir.resolve("1"), T01, 1);
                ShopTill two = ShopTill.open(dir.resolve("2"), T02, 2);
                ShopTill reader = ShopTill.open(dir.resolve("3"), T03, 3)) {
            for (int step = 0; step < 40; step++) {
                act(random, step, List.of(one, two));
            }
            hearPiecemeal(reader, List.of(one, two), random);
            one.hear(two);
            two.hear(one);

            assertThat(two.exceptions()).isEqualTo(one.exceptions());
            assertThat(reader.exceptions()).isEqualTo(one.exceptions());
            assertThat(reader.retail.stock().all(S001))
                    .isEqualTo(one.retail.stock().all(S001));
            reader.store.rebase();
            assertThat(reader.exceptions()).isEqualTo(one.exceptions());
        } finally {
            delete(dir);
        }
    }

    /** Each stream in its order, a few records at a time, between the streams at random. */
    private static void hearPiecemeal(ShopTill reader, List<ShopTill> tills, Random random) {
        var left = new HashMap<StreamId, List<ChangeSet>>();
        for (ShopTill till : tills) {
            StreamId own = StreamId.of(S001, till.store.self());
            left.put(own, new ArrayList<>(till.store.since(own, 0, Integer.MAX_VALUE)));
        }
        while (!left.isEmpty()) {
            var streams = new ArrayList<>(left.keySet());
            streams.sort(Comparator.naturalOrder());
            Collections.shuffle(streams, random);
            List<ChangeSet> next = left.get(streams.get(0));
            int some = Math.min(next.size(), 1 + random.nextInt(4));
            reader.store.receive(List.copyOf(next.subList(0, some)), Map.of());
            next.subList(0, some).clear();
            if (next.isEmpty()) {
                left.remove(streams.get(0));
            }
        }
    }

    private static void delete(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
