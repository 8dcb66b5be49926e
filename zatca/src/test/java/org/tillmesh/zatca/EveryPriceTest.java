package org.tillmesh.zatca;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.zatca.model.DocumentKind;
import org.tillmesh.zatca.model.InclusiveLine;
import org.tillmesh.zatca.model.InclusiveTotals;
import org.tillmesh.zatca.model.Invoice;
import org.tillmesh.zatca.model.InvoiceLine;
import org.tillmesh.zatca.model.VatClass;
import org.tillmesh.zatca.model.VatSubtotal;
import org.tillmesh.zatca.sign.Stamper;

/** Every shelf price from 0.01 to 1,000.00 in usual and odd quantities: the total is what the shelf said. */
class EveryPriceTest {
    private static final int DEAREST = 100_000;

    private static InclusiveLine line(BigDecimal quantity, long price, VatClass vat) {
        long listed = quantity.multiply(BigDecimal.valueOf(price))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        return new InclusiveLine("Water", quantity, "PCE", vat, listed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "6", "7", "12", "24", "0.001", "0.255", "0.333", "1.240", "7.777"})
    void the_total_is_what_the_shelf_said_and_vat_is_within_the_halala_that_the_rules_allow(String times) {
        var quantity = new BigDecimal(times);
        boolean both = times.equals("1") || times.equals("1.240");
        for (VatClass vat : both ? List.of(VatClass.S15, VatClass.standard(5)) : List.of(VatClass.S15)) {
            for (long price = 1; price <= DEAREST; price++) {
                InclusiveLine line = line(quantity, price, vat);

                InclusiveTotals totals = InclusiveTotals.of(List.of(line));

                VatSubtotal due = totals.subtotals().get(0);
                InvoiceLine written = totals.lines().get(0); // Its constructor holds price × quantity against the net.
                if (due.net() + due.vat() != line.listed()
                        || Math.abs(due.vat() - vat.vatOn(due.net())) > 1
                        || written.net() != due.net()
                        || written.gross() != line.listed()) {
                    throw new AssertionError(times + " × " + price + " at " + vat + ": " + totals);
                }
            }
        }
    }

    @Test
    void three_different_prices_together_come_to_their_sum_whatever_they_are() {
        var random = new Random(20260115);
        for (int i = 0; i < 200_000; i++) {
            var lines = new ArrayList<InclusiveLine>();
            long told = 0;
            for (int j = 0; j < 3; j++) {
                InclusiveLine line = line(BigDecimal.ONE, 1 + random.nextInt(DEAREST), VatClass.S15);
                told += line.gross();
                lines.add(line);
            }
            VatSubtotal due = InclusiveTotals.of(lines).subtotals().get(0);
            if (due.net() + due.vat() != told || Math.abs(due.vat() - VatClass.S15.vatOn(due.net())) > 1) {
                throw new AssertionError(lines + ": " + due);
            }
        }
    }

    @Test
    void the_published_rules_take_the_prices_that_strict_rounding_cannot_reach() {
        var unreachable = new ArrayList<Long>();
        for (long total = 1; total <= DEAREST; total++) {
            long vat = VatClass.S15.vatWithin(total);
            if (VatClass.S15.vatOn(total - vat) != vat) {
                unreachable.add(total);
            }
        }
        assertThat(unreachable).hasSize(13_044);
        var random = new Random(7);
        for (int i = 0; i < 60; i++) {
            long total = unreachable.get(random.nextInt(unreachable.size()));
            String[] quantities = {"1", "3", "1.240", "0.255"};
            var quantity = new BigDecimal(quantities[i % quantities.length]);
            Invoice invoice = Samples.simplified(DocumentKind.INVOICE)
                    .totals(InclusiveTotals.of(
                            List.of(new InclusiveLine("Water", quantity, "KGM", VatClass.S15, total))))
                    .build();

            assertThat(ZatcaRules.failures(Stamper.stamp(invoice, Samples.KEY).xml()))
                    .as("%d halalas for %s", total, quantity)
                    .isEmpty();
            assertThat(invoice.total()).isEqualTo(total);
        }
    }
}
