package org.tillmesh.retail.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.retail.Sample.qty;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tillmesh.retail.value.Quantity;

class FefoTest {
    private static final LocalDate SOON = LocalDate.of(2026, 12, 1);
    private static final List<StockLevels.Batch> TWO =
            List.of(batch("A", SOON, "3"), batch("B", SOON.plusDays(9), "4"));

    private static StockLevels.Batch batch(String name, LocalDate expiry, String onHand) {
        return new StockLevels.Batch(name, expiry, qty(onHand), "", false, List.of());
    }

    private static List<String> parts(Fefo split) {
        return split.parts().stream()
                .map(part -> part.batch().batch() + " " + part.qty())
                .toList();
    }

    @Test
    void what_the_first_batch_does_not_hold_comes_of_the_next() {
        Fefo split = Fefo.split(TWO, Map.of(), qty("5"), Quantity.ONE);
        assertThat(parts(split)).containsExactly("A 3", "B 2");
        assertThat(split.rest()).isEqualTo(Quantity.ZERO);
    }

    @Test
    void what_a_cart_took_already_is_not_given_twice() {
        assertThat(parts(Fefo.split(TWO, Map.of("A", qty("3")), qty("2"), Quantity.ONE)))
                .containsExactly("B 2");
    }

    @Test
    void what_no_batch_holds_is_left_over() {
        assertThat(Fefo.split(TWO, Map.of(), qty("9"), Quantity.ONE).rest()).isEqualTo(qty("2"));
    }

    @Test
    void a_carton_is_not_torn_between_two_batches() {
        Fefo split = Fefo.split(TWO, Map.of(), qty("4"), qty("2"));
        assertThat(parts(split)).containsExactly("A 2", "B 2");
    }
}
