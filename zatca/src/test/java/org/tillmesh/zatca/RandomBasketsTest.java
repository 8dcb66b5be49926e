package org.tillmesh.zatca;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.zatca.model.AllowanceCharge;
import org.tillmesh.zatca.model.BillingReference;
import org.tillmesh.zatca.model.DocumentKind;
import org.tillmesh.zatca.model.InclusiveLine;
import org.tillmesh.zatca.model.InclusiveTotals;
import org.tillmesh.zatca.model.Invoice;
import org.tillmesh.zatca.model.InvoiceLine;
import org.tillmesh.zatca.model.VatClass;
import org.tillmesh.zatca.sign.SignedInvoice;
import org.tillmesh.zatca.sign.Stamper;
import org.tillmesh.zatca.verify.Verifier;

/** Baskets of every kind against all the official rules. The number of tries is small: a document takes 50 to 200 ms. */
class RandomBasketsTest {
    private static final int MOST_LINES = 9;

    @Property(tries = 60)
    void a_tax_inclusive_basket_of_any_kind_breaks_no_rule(@ForAll long seed, @ForAll DocumentKind kind) {
        var random = new Random(seed);
        var totals = InclusiveTotals.of(inclusive(random));
        Invoice.Builder builder = random.nextInt(4) == 0 ? Samples.standard(kind) : Samples.simplified(kind);

        accepted(kind.isNote() ? builder.corrects(new BillingReference("S001-T01-000009"), "مرتجع") : builder, totals);
    }

    private static void accepted(Invoice.Builder builder, InclusiveTotals totals) {
        Invoice invoice = builder.totals(totals).build();
        SignedInvoice signed = Stamper.stamp(invoice, Samples.KEY);
        assertThat(ZatcaRules.failures(signed.xml())).isEmpty();
        assertThat(Verifier.ofAnySigner().verify(signed.xml()).problems()).isEmpty();
        assertThat(invoice.total())
                .isEqualTo(totals.lines().stream().mapToLong(InvoiceLine::gross).sum());
    }

    private static List<InclusiveLine> inclusive(Random random) {
        List<VatClass> classes = classes(random);
        var lines = new ArrayList<InclusiveLine>();
        for (int i = 0, n = 1 + random.nextInt(MOST_LINES); i < n; i++) {
            boolean weighed = random.nextInt(3) == 0;
            BigDecimal quantity = weighed
                    ? BigDecimal.valueOf(1 + random.nextInt(9999), 3)
                    : BigDecimal.valueOf(1 + random.nextInt(12));
            long price = random.nextInt(10) == 0 ? random.nextInt(1_000_000) : 5 + random.nextInt(20_000);
            long listed = quantity.multiply(BigDecimal.valueOf(price))
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
            long discount = random.nextInt(3) == 0 ? (long) (random.nextInt(101) * listed / 100) : 0;
            lines.add(new InclusiveLine(
                    "Product " + i,
                    quantity,
                    weighed ? "KGM" : "PCE",
                    classes.get(random.nextInt(classes.size())),
                    listed,
                    discount,
                    ""));
        }
        return lines;
    }

    /** One standard rate in a document, see the last test here; Z, E and O with one reason each. */
    private static List<VatClass> classes(Random random) {
        return List.of(
                VatClass.standard(random.nextInt(5) == 0 ? 5 : 15), Samples.EXPORTED, Samples.EXEMPT, Samples.OUTSIDE);
    }

    @Property(tries = 40)
    void a_tax_exclusive_document_of_any_kind_breaks_no_rule(@ForAll long seed, @ForAll DocumentKind kind) {
        var random = new Random(seed);
        List<VatClass> classes = classes(random);
        var lines = new ArrayList<InvoiceLine>();
        var allowances = new ArrayList<AllowanceCharge>();
        for (int i = 0, n = 1 + random.nextInt(MOST_LINES); i < n; i++) {
            var price = BigDecimal.valueOf(1000 + random.nextInt(9_000_000), 4);
            // Under 500,000 riyals in all: above, the rules' own 24-bit floats (xs:float) lose the halala.
            var quantity = random.nextBoolean()
                    ? BigDecimal.valueOf(1 + random.nextInt(50_000), 3)
                    : BigDecimal.valueOf(1 + random.nextInt(50));
            VatClass vat = classes.get(random.nextInt(classes.size()));
            lines.add(InvoiceLine.exclusive("Item " + i, quantity, "PCE", price, vat, 0));
            long net = lines.get(i).net();
            if (net > 10 && random.nextInt(3) == 0) {
                lines.set(i, InvoiceLine.exclusive("Item " + i, quantity, "PCE", price, vat, net / 10));
            }
            if (net > 20 && random.nextInt(4) == 0) {
                allowances.add(AllowanceCharge.discount(net / 20, vat, "Contract"));
                allowances.add(AllowanceCharge.freight(750, vat, "Freight"));
            }
        }
        Invoice.Builder builder = random.nextBoolean() ? Samples.standard(kind) : Samples.simplified(kind);
        builder.lines(lines).allowances(allowances);
        if (kind.isNote()) {
            builder.corrects(new BillingReference("S001-T01-000009"), "Correction");
        }

        byte[] xml = Stamper.stamp(builder.build(), Samples.KEY).xml();

        assertThat(ZatcaRules.failures(xml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 7, 11, 12, 870, 1000, 2250, 3000, 3333, 9999, 10_000, 57_50, 99_999, 100_000})
    void a_shelf_price_that_strict_rounding_cannot_reach_is_taken_by_the_rules(long total) {
        accepted(Samples.simplified(DocumentKind.INVOICE), InclusiveTotals.of(List.of(Samples.line("Water", total))));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void vat_given_a_halala_off_for_the_return_of_a_part_is_taken_by_the_rules(long off) {
        var given = new java.util.TreeMap<VatClass, Long>();
        given.put(VatClass.S15, VatClass.S15.vatWithin(1150, 150 + off, 1));

        accepted(
                Samples.simplified(DocumentKind.CREDIT_NOTE)
                        .corrects(new BillingReference("S001-T01-000009"), "Return of a part"),
                InclusiveTotals.of(List.of(Samples.line("Water", 1150)), given));
    }

    @Test
    void the_rules_have_teeth() {
        String good = new String(
                Stamper.stamp(Samples.document("simplified-cart"), Samples.KEY).xml(),
                java.nio.charset.StandardCharsets.UTF_8);

        assertThat(failures(good.replace(
                        "<cbc:TaxAmount currencyID=\"SAR\">3.41", "<cbc:TaxAmount currencyID=\"SAR\">5.41")))
                .anyMatch(f -> f.startsWith("BR-S-09 "))
                .anyMatch(f -> f.startsWith("BR-CO-15 "));
        assertThat(failures(good.replace("reporting:1.0", "other")))
                .anyMatch(f -> f.startsWith("BR-KSA-EN16931-01 error"));
        assertThat(failures(good.replace(
                        "<cbc:LineExtensionAmount currencyID=\"SAR\">7.49",
                        "<cbc:LineExtensionAmount currencyID=\"SAR\">8.49")))
                .anyMatch(f -> f.startsWith("BR-KSA-EN16931-11 "));
        assertThat(failures(good.replace("cbc:UUID", "cbc:Uuid"))).anyMatch(f -> f.startsWith("XSD error"));
    }

    /**
     * The published rules hold each subtotal against the sum of its whole category (BR-S-08, BR-Z-08), so two rates or
     * two reasons of one category in one document draw that warning, and no other; the breakdown itself is as the
     * standard wants it.
     */
    @Test
    void two_rates_of_one_category_draw_the_one_warning_that_no_breakdown_can_avoid() {
        var five = new InclusiveLine("Old order", BigDecimal.ONE, "PCE", VatClass.standard(5), 2100);
        Invoice invoice = Samples.simplified(DocumentKind.INVOICE)
                .totals(InclusiveTotals.of(List.of(Samples.line("Water", 1150), five)))
                .build();

        assertThat(ZatcaRules.failures(Stamper.stamp(invoice, Samples.KEY).xml()))
                .isNotEmpty()
                .allMatch(f -> f.startsWith("BR-S-08 warning"));
    }

    private static List<String> failures(String xml) {
        return ZatcaRules.failures(xml.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
