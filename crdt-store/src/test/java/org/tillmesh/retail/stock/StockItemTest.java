package org.tillmesh.retail.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.retail.Sample.NOON;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.tillmesh.crdt.Origin;

class StockItemTest {
    @Property(tries = 500)
    void records_give_the_same_level_in_any_order_of_arrival_one_by_one_or_at_once(@ForAll long seed) {
        var random = new Random(seed);
        var entries = new ArrayList<StockEntry>();
        for (int i = 0; i < 30; i++) {
            entries.add(entry(random, i));
        }
        StockItem atOnce = StockItem.of(entries);
        Collections.shuffle(entries, random);

        StockItem grown = StockItem.EMPTY;
        for (int known = 1; known <= entries.size(); known++) {
            StockItem next = grown.grown(List.of(entries.get(known - 1)));
            StockItem whole = StockItem.of(entries.subList(0, known));
            assertThat(next == null ? whole : next).isEqualTo(whole);
            grown = whole;
        }
        assertThat(grown).isEqualTo(atOnce);
        assertThat(StockItem.of(grown.toValue())).isEqualTo(grown);
    }

    @Property(tries = 200)
    void an_entry_is_read_back_as_it_was_written(@ForAll long seed) {
        StockEntry entry = entry(new Random(seed), 1);
        assertThat(StockEntry.of(entry.uuid(), entry.toValue())).isEqualTo(entry);
    }

    private static StockEntry entry(Random random, int number) {
        boolean count = random.nextInt(6) == 0;
        long at = NOON.toEpochMilli() + random.nextInt(60);
        return new StockEntry(
                count,
                "r" + number,
                at,
                count ? random.nextInt(20) * 1_000L : random.nextInt(9_000) - 4_500,
                random.nextInt(8) == 0 ? null : random.nextBoolean() ? "S001-T01" : "S001-T02",
                random.nextInt(3) == 0 ? at - random.nextInt(20) : StockEntry.NO_CART,
                random.nextInt(5),
                random.nextInt(4) == 0 ? LocalDate.of(2099, 1, 1 + random.nextInt(9)) : null,
                Origin.of(random.nextLong(), random.nextLong()),
                1 + random.nextInt(1_000));
    }
}
