package org.tillmesh.zatca;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.tillmesh.zatca.model.AllowanceCharge;
import org.tillmesh.zatca.model.BillingReference;
import org.tillmesh.zatca.model.DocumentCurrency;
import org.tillmesh.zatca.model.DocumentKind;
import org.tillmesh.zatca.model.ExemptionReason;
import org.tillmesh.zatca.model.Halalas;
import org.tillmesh.zatca.model.InclusiveLine;
import org.tillmesh.zatca.model.InclusiveTotals;
import org.tillmesh.zatca.model.Invoice;
import org.tillmesh.zatca.model.InvoiceLine;
import org.tillmesh.zatca.model.LineAdjustment;
import org.tillmesh.zatca.model.PartyId;
import org.tillmesh.zatca.model.Prepayment;
import org.tillmesh.zatca.model.TradeParty;
import org.tillmesh.zatca.model.TransactionFlag;
import org.tillmesh.zatca.model.VatCategory;
import org.tillmesh.zatca.model.VatClass;
import org.tillmesh.zatca.model.VatSubtotal;
import org.tillmesh.zatca.sign.QrCode;
import org.tillmesh.zatca.sign.SignedInvoice;
import org.tillmesh.zatca.sign.Stamper;
import org.tillmesh.zatca.verify.Verifier;

/**
 * Random baskets of every kind of document against all published rules, warnings included. A bounded sample here;
 * thousands of each kind by {@code mvn -pl zatca verify -Dtest=EveryKindTest -Djqwik.tries.default=40000}.
 */
class EveryKindTest {
    /** All that can be issued: document, profile, and what makes it special. */
    enum Kind {
        INVOICE,
        CREDIT_NOTE,
        DEBIT_NOTE,
        PREPAYMENT,
        SETTLEMENT,
        SUMMARY,
        THIRD_PARTY,
        NOMINAL,
        FOREIGN_CURRENCY,
        CITIZEN,
        EXPORT,
        SELF_BILLED
    }

    private static final long FLOATS_TELL_HALALAS_UP_TO = 40_000_000;

    private static final TradeParty CITIZEN = new TradeParty("سارة", null, new PartyId("NAT", "1012345678"), null);

    @Property
    void a_random_basket_of_any_kind_breaks_no_rule(
            @ForAll long seed, @ForAll Kind kind, @ForAll boolean standard, @ForAll boolean withVat) {
        var random = new Random(seed);
        Invoice invoice = invoice(kind, standard, withVat, random);

        SignedInvoice signed = Stamper.stamp(invoice, Samples.KEY);

        assertThat(ZatcaRules.failures(signed.xml()))
                .filteredOn(failure -> !isOfTheRulesOwnFloats(failure, invoice))
                .isEmpty();
        if (!withVat) {
            assertThat(invoice.subtotals()).allSatisfy(s -> assertThat(s.vat()).isEqualTo(exactVat(s)));
        }
        assertThat(Verifier.ofAnySigner().verify(signed.xml()).problems()).isEmpty();
        assertThat(QrCode.decode(signed.qr()).due()).isEqualTo(Halalas.text(invoice.payable()));
    }

    /** BR-CO-17 and BR-S-09 reckon with floats of 24 bits, which can't tell halalas apart from half a million riyals on. */
    private static boolean isOfTheRulesOwnFloats(String failure, Invoice invoice) {
        boolean large = invoice.subtotals().stream().anyMatch(s -> s.net() > FLOATS_TELL_HALALAS_UP_TO);
        return large && (failure.startsWith("BR-CO-17 warning") || failure.startsWith("BR-S-09 warning"));
    }

    private static long exactVat(VatSubtotal subtotal) {
        return BigDecimal.valueOf(subtotal.net())
                .multiply(BigDecimal.valueOf(subtotal.vatClass().percent(), 2))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static Invoice invoice(Kind kind, boolean wantsStandard, boolean withVat, Random random) {
        boolean standard = kind == Kind.EXPORT || kind == Kind.SELF_BILLED || wantsStandard;
        DocumentKind document =
                switch (kind) {
                    case CREDIT_NOTE -> DocumentKind.CREDIT_NOTE;
                    case DEBIT_NOTE -> DocumentKind.DEBIT_NOTE;
                    case PREPAYMENT -> DocumentKind.PREPAYMENT;
                    default -> DocumentKind.INVOICE;
                };
        Invoice.Builder builder = standard ? Samples.standard(document) : Samples.simplified(document);
        List<VatClass> classes = classes(kind, random);
        if (withVat) {
            builder.totals(inclusive(classes, random));
        } else {
            exclusive(builder, classes, random);
        }
        switch (kind) {
            case CREDIT_NOTE, DEBIT_NOTE ->
                builder.corrects(
                        List.of(
                                new BillingReference("S001-T01-000009", LocalDate.of(2026, 1, 2)),
                                new BillingReference("S001-T01-000010")),
                        "تصحيح | Correction");
            case SUMMARY ->
                builder.flag(TransactionFlag.SUMMARY)
                        .buyer(standard ? Samples.BUSINESS : TradeParty.named("زائر"))
                        .delivered(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 14));
            case THIRD_PARTY -> builder.flag(TransactionFlag.THIRD_PARTY);
            case NOMINAL -> builder.flag(TransactionFlag.NOMINAL);
            case EXPORT -> builder.flag(TransactionFlag.EXPORT);
            case SELF_BILLED -> builder.flag(TransactionFlag.SELF_BILLED);
            case FOREIGN_CURRENCY -> builder.currency(currency(random));
            case CITIZEN -> builder.buyer(standard ? citizenWithAddress() : CITIZEN);
            case SETTLEMENT -> builder.settles(prepayments(builder.build(), random));
            default -> {
                // An invoice or a prepayment needs nothing more.
            }
        }
        return builder.build();
    }

    private static DocumentCurrency currency(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new DocumentCurrency("USD", new BigDecimal("3.75"));
            case 1 -> new DocumentCurrency("EUR", BigDecimal.valueOf(3_900_000 + random.nextInt(500_000), 6));
            default -> new DocumentCurrency("JPY", BigDecimal.valueOf(20_000 + random.nextInt(9_000), 6));
        };
    }

    private static TradeParty citizenWithAddress() {
        return new TradeParty("سارة", null, new PartyId("NAT", "1012345678"), Samples.BUSINESS.address());
    }

    /** One rate and one reason a category: the rules sum by category alone, see RandomBasketsTest. */
    private static List<VatClass> classes(Kind kind, Random random) {
        if (kind == Kind.CITIZEN) {
            return List.of(VatClass.of(random.nextBoolean() ? ExemptionReason.EDUCATION : ExemptionReason.HEALTH_CARE));
        }
        return List.of(
                VatClass.standard(random.nextInt(4) == 0 ? 5 : 15),
                reason(VatCategory.Z, random),
                reason(VatCategory.E, random),
                reason(VatCategory.O, random));
    }

    private static VatClass reason(VatCategory category, Random random) {
        List<ExemptionReason> reasons = List.of(ExemptionReason.values()).stream()
                .filter(r -> r.category() == category)
                .filter(r -> r != ExemptionReason.EDUCATION && r != ExemptionReason.HEALTH_CARE)
                .toList();
        return VatClass.of(reasons.get(random.nextInt(reasons.size())));
    }

    private static List<LineAdjustment> adjustments(long listed, Random random) {
        var all = new ArrayList<LineAdjustment>();
        if (listed > 3 && random.nextInt(4) == 0) {
            all.add(LineAdjustment.allowance(1 + random.nextInt((int) Math.min(listed / 3, 100_000)), "خصم"));
        }
        if (random.nextInt(5) == 0) {
            all.add(LineAdjustment.charge(1 + random.nextInt(900), "PC", "Bag"));
        }
        return all;
    }

    private static BigDecimal quantity(boolean weighed, Random random) {
        return weighed ? BigDecimal.valueOf(1 + random.nextInt(9999), 3) : BigDecimal.valueOf(1 + random.nextInt(24));
    }

    private static InclusiveTotals inclusive(List<VatClass> classes, Random random) {
        var lines = new ArrayList<InclusiveLine>();
        var allowances = new ArrayList<AllowanceCharge>();
        for (int i = 0, n = 1 + random.nextInt(14); i < n; i++) {
            boolean weighed = random.nextInt(3) == 0;
            BigDecimal quantity = quantity(weighed, random);
            VatClass vat = classes.get(i == 0 ? 0 : random.nextInt(classes.size()));
            long listed = quantity.multiply(BigDecimal.valueOf(random.nextInt(random.nextBoolean() ? 200 : 40_000)))
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
            var line = new InclusiveLine(
                    "سلعة " + i,
                    quantity,
                    weighed ? "KGM" : "PCE",
                    vat,
                    listed,
                    random.nextInt(4) == 0 ? listed / 4 : 0,
                    "",
                    adjustments(listed / 2, random));
            lines.add(line);
            if (line.gross() > 6 && random.nextInt(6) == 0) {
                allowances.add(AllowanceCharge.discount(line.gross() / 3, vat, "Voucher"));
            }
            if (random.nextInt(8) == 0) {
                allowances.add(AllowanceCharge.freight(1 + random.nextInt(3000), vat, "Delivery"));
            }
        }
        InclusiveTotals totals = InclusiveTotals.of(lines, allowances);
        long told = lines.stream().mapToLong(InclusiveLine::gross).sum()
                + allowances.stream()
                        .mapToLong(a -> a.charge() ? a.amount() : -a.amount())
                        .sum();
        assertThat(totals.subtotals().stream().mapToLong(s -> s.net() + s.vat()).sum())
                .as("what the customer was told")
                .isEqualTo(told);
        return totals;
    }

    private static void exclusive(Invoice.Builder builder, List<VatClass> classes, Random random) {
        var lines = new ArrayList<InvoiceLine>();
        var allowances = new ArrayList<AllowanceCharge>();
        for (int i = 0, n = 1 + random.nextInt(14); i < n; i++) {
            boolean weighed = random.nextInt(3) == 0;
            BigDecimal quantity = quantity(weighed, random);
            BigDecimal price = BigDecimal.valueOf(random.nextInt(3_000_000), 2 + random.nextInt(4));
            VatClass vat = classes.get(i == 0 ? 0 : random.nextInt(classes.size()));
            long listed = quantity.multiply(price)
                    .movePointRight(2)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
            InvoiceLine line = InvoiceLine.exclusive(
                    "Item " + i, quantity, weighed ? "KGM" : "PCE", price, vat, adjustments(listed, random));
            lines.add(line);
            if (line.net() > 6 && random.nextInt(6) == 0) {
                allowances.add(AllowanceCharge.discount(line.net() / 3, vat, "Contract"));
            }
        }
        builder.lines(lines).allowances(allowances);
    }

    private static List<Prepayment> prepayments(Invoice invoice, Random random) {
        var prepaid = new ArrayList<Prepayment>();
        for (VatSubtotal due : invoice.subtotals()) {
            long net = due.net() / 3;
            if (net > 1 && prepaid.size() < 2 && due.vatClass().vatOn(net) + net <= invoice.total() / 4) {
                prepaid.add(new Prepayment(
                        "S001-T01-00000" + prepaid.size(),
                        LocalDateTime.of(2026, 1, 5, 10, random.nextInt(60), 0),
                        List.of(new VatSubtotal(
                                due.vatClass(), net, due.vatClass().vatOn(net)))));
            }
        }
        return prepaid;
    }
}
