package org.tillmesh.zatca.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tillmesh.zatca.Samples;

class InclusiveTotalsTest {
    @ParameterizedTest
    @CsvSource({"1000,870,130", "2250,1957,293", "3000,2609,391", "1,1,0", "115,100,15", "0,0,0"})
    void a_total_splits_into_net_and_vat_as_the_shelf_said(long total, long net, long vat) {
        var totals = InclusiveTotals.of(List.of(Samples.line("Water", total)));

        assertThat(totals.subtotals()).containsExactly(new VatSubtotal(VatClass.S15, net, vat));
        assertThat(totals.lines().get(0).gross()).isEqualTo(total);
    }

    @Test
    void every_total_from_one_halala_to_a_thousand_riyals_makes_a_document_within_the_rules() {
        for (long total = 1; total <= 100_000; total++) {
            long vat = VatClass.S15.vatWithin(total);
            long strict = VatClass.S15.vatOn(total - vat);
            assertThat(Math.abs(vat - strict)).as("total %d", total).isLessThanOrEqualTo(1);
        }
        var document = Samples.simplified(DocumentKind.INVOICE);
        for (long total = 1; total <= 100_000; total += 7) {
            var totals = InclusiveTotals.of(List.of(Samples.line("Water", total)));
            assertThat(document.totals(totals).build().total()).isEqualTo(total);
        }
    }

    @Test
    void a_strict_computation_could_not_reach_many_a_shelf_price() {
        long unreachable = 0;
        for (long total = 1; total <= 100_000; total++) {
            long near = total * 100 / 115;
            boolean reached = false;
            for (long net = near - 2; net <= near + 2; net++) {
                reached |= net >= 0 && net + VatClass.S15.vatOn(net) == total;
            }
            unreachable += reached ? 0 : 1;
        }
        assertThat(unreachable).isEqualTo(13_044);
    }

    @Test
    void the_rest_goes_to_the_largest_remainders_then_to_the_lower_line() {
        // 1.00 / 1.15 = 86.96, three times: net 261 is 86 each and three more; 0.10 is 8.70.
        var totals = InclusiveTotals.of(
                List.of(Samples.line("a", 100), Samples.line("b", 100), Samples.line("c", 10), Samples.line("d", 10)));

        assertThat(totals.lines()).extracting(InvoiceLine::net).containsExactly(87L, 87L, 9L, 8L);
        assertThat(totals.subtotals()).containsExactly(new VatSubtotal(VatClass.S15, 191, 29));
    }

    @Property(tries = 500)
    void lines_add_up_to_the_breakdown_and_no_line_has_more_net_than_total(
            @ForAll @Size(min = 1, max = 30) List<@LongRange(min = 0, max = 200_000) Long> grosses) {
        var lines = grosses.stream().map(g -> Samples.line("x", g)).toList();

        var totals = InclusiveTotals.of(lines);

        long gross = grosses.stream().mapToLong(g -> g).sum();
        VatSubtotal only = totals.subtotals().get(0);
        assertThat(only.net() + only.vat()).isEqualTo(gross);
        assertThat(totals.lines().stream().mapToLong(InvoiceLine::net).sum()).isEqualTo(only.net());
        for (int i = 0; i < lines.size(); i++) {
            InvoiceLine line = totals.lines().get(i);
            assertThat(line.gross()).isEqualTo(grosses.get(i));
            // Cut or one more, so never a halala away from the exact net.
            assertThat(line.net() - grosses.get(i) * 100 / 115).isBetween(0L, 1L);
        }
    }

    @Property(tries = 500)
    void a_return_in_parts_takes_any_vat_that_is_left(
            @ForAll @LongRange(min = 1, max = 100_000) long gross, @ForAll @LongRange(min = -3, max = 3) long off) {
        long wished = Math.max(0, VatClass.S15.vatWithin(gross) + off);
        long vat = VatClass.S15.vatWithin(gross, wished, 1);
        var given = new TreeMap<VatClass, Long>();
        given.put(VatClass.S15, vat);

        var note = Samples.simplified(DocumentKind.CREDIT_NOTE)
                .corrects(new BillingReference("S001-T01-000001"), "Goods returned")
                .totals(InclusiveTotals.of(List.of(Samples.line("Water", gross)), given))
                .build();

        assertThat(note.total()).isEqualTo(gross);
        assertThat(note.vat()).isEqualTo(vat);
        assertThat(Math.abs(vat - VatClass.S15.vatWithin(gross))).isLessThanOrEqualTo(Math.abs(off));
    }

    @Test
    void a_discount_is_shown_net_and_multiplies_back() {
        var line = new InclusiveLine("Milk", new BigDecimal("3"), "PCE", VatClass.S15, 1950, 200, "Happy hour");

        InvoiceLine written = InclusiveTotals.of(List.of(line)).lines().get(0);

        assertThat(written.net()).isEqualTo(1522);
        assertThat(written.discount()).isEqualTo(174);
        assertThat(written.price()).isEqualByComparingTo("16.96");
        assertThat(written.baseQuantity()).isEqualByComparingTo("3");
    }

    @Test
    void vat_for_a_class_that_no_line_has_is_refused() {
        var given = new TreeMap<VatClass, Long>();
        given.put(Samples.EXEMPT, 0L);

        assertThatThrownBy(() -> InclusiveTotals.of(List.of(Samples.line("Water", 100)), given))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("one sum for each class");
    }
}
