package org.tillmesh.zatca.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tillmesh.zatca.Samples;
import org.tillmesh.zatca.ZatcaRules;
import org.tillmesh.zatca.sign.Stamper;
import org.tillmesh.zatca.verify.Verifier;

/** Each refusal names the rule and the mend. */
class InvoiceRulesTest {
    private static final PostalAddress HOME = new PostalAddress("s", "1234", "d", "c", "12345", "SA");
    private static final PartyId CRN = new PartyId("CRN", "1010000001");

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("BR-KSA-56", () -> note().build()),
                refusal("BR-KSA-17", () -> note().corrects(new BillingReference("S001-T01-000001"), " ")
                        .build()),
                refusal("BR-KSA-56", () -> new BillingReference("رقم ١")),
                refusal(
                        "BR-KSA-31",
                        () -> Samples.cart().flag(TransactionFlag.EXPORT).build()),
                refusal("BR-KSA-07", () -> business()
                        .flag(TransactionFlag.EXPORT)
                        .flag(TransactionFlag.SELF_BILLED)
                        .build()),
                refusal(
                        "BR-KSA-71",
                        () -> Samples.cart().flag(TransactionFlag.SUMMARY).build()),
                refusal("BR-KSA-72", () -> Samples.cart()
                        .flag(TransactionFlag.SUMMARY)
                        .buyer(TradeParty.named("Visitor"))
                        .build()),
                refusal("BR-KSA-15", () -> Invoice.standard(DocumentKind.INVOICE)
                        .number("1")
                        .uuid(Samples.cart().build().uuid())
                        .issuedAt(Samples.ISSUED)
                        .chain(1, InvoiceHash.FIRST_PREVIOUS)
                        .seller(Samples.SELLER)
                        .buyer(Samples.BUSINESS)
                        .totals(InclusiveTotals.of(List.of(Samples.line("x", 100))))
                        .build()),
                refusal("BR-KSA-36", () -> business()
                        .delivered(LocalDate.of(2026, 1, 2), LocalDate.of(2026, 1, 1))
                        .build()),
                refusal("BR-KSA-81", () -> business()
                        .buyer(new TradeParty("Buyer", null, null, HOME))
                        .build()),
                refusal("BR-KSA-10", () -> business()
                        .buyer(new TradeParty("Buyer", null, CRN, null))
                        .build()),
                refusal("BR-KSA-63", () -> business()
                        .buyer(new TradeParty("Buyer", null, CRN, new PostalAddress("s", "", "d", "c", "12345", "SA")))
                        .build()),
                refusal("BR-CUSTOM-VALIDATION-01", () -> Samples.cart()
                        .buyer(new TradeParty("Myself", "310000000000003", null, null))
                        .build()),
                refusal("BR-KSA-40", () -> new TradeParty("x", "12345", null, null)),
                refusal("BR-KSA-39", () -> Samples.cart()
                        .seller(new TradeParty("x", null, CRN, HOME))
                        .build()),
                refusal("BR-KSA-08", () -> Samples.cart()
                        .seller(new TradeParty("x", "310000000000003", new PartyId("NAT", "1"), HOME))
                        .build()),
                refusal("BR-KSA-37", () -> Samples.cart()
                        .seller(new TradeParty(
                                "x", "310000000000003", CRN, new PostalAddress("s", "12", "d", "c", "12345", "SA")))
                        .build()),
                refusal("BR-KSA-66", () -> Samples.cart()
                        .seller(new TradeParty(
                                "x", "310000000000003", CRN, new PostalAddress("s", "1234", "d", "c", "1234", "SA")))
                        .build()),
                refusal("BR-KSA-49", () -> Samples.simplified(DocumentKind.INVOICE)
                        .totals(InclusiveTotals.of(List.of(new InclusiveLine(
                                "School",
                                BigDecimal.ONE,
                                "PCE",
                                VatClass.zeroRated("VATEX-SA-EDU", "Private education to citizen"),
                                100))))
                        .build()),
                refusal("BR-KSA-33", () -> Samples.cart()
                        .chain(0, InvoiceHash.FIRST_PREVIOUS)
                        .build()),
                refusal("BR-KSA-26", () -> Samples.cart().chain(2, "abc").build()),
                refusal("BR-02", () -> Samples.cart().number("٠٠١").build()),
                refusal("BR-16", () -> Samples.cart().lines(List.of()).build()),
                refusal("BR-KSA-84", () -> VatClass.standard(16)),
                refusal("BR-KSA-CL-04", () -> VatClass.zeroRated("VATEX-SA-29", "x")),
                refusal("BR-22", () -> new InclusiveLine("x", BigDecimal.ZERO, "PCE", VatClass.S15, 100)),
                refusal("BR-KSA-F-04", () -> Samples.line("x", -100)),
                refusal(
                        "BR-25",
                        () -> InvoiceLine.exclusive("\u200F", BigDecimal.ONE, "PCE", BigDecimal.ONE, VatClass.S15, 0)),
                refusal(
                        "BR-KSA-EN16931-11",
                        () -> new InvoiceLine(
                                "x",
                                BigDecimal.TEN,
                                "PCE",
                                BigDecimal.ONE,
                                BigDecimal.ONE,
                                0,
                                "",
                                VatClass.S15,
                                999,
                                150)),
                refusal("BR-KSA-F-04", () -> business()
                        .lines(List.of(
                                InvoiceLine.exclusive("x", BigDecimal.ONE, "PCE", BigDecimal.ONE, VatClass.S15, 0)))
                        .allowances(List.of(AllowanceCharge.discount(101, VatClass.S15, "too much")))
                        .build()),
                refusal("BR-CO-17", () -> {
                    Invoice one = Samples.document("simplified-one-line");
                    return new Invoice(
                            one.kind(),
                            one.profile(),
                            one.flags(),
                            one.number(),
                            one.uuid(),
                            one.issuedAt(),
                            one.icv(),
                            one.previousHash(),
                            one.seller(),
                            one.buyer(),
                            one.lines(),
                            one.allowances(),
                            List.of(new VatSubtotal(VatClass.S15, 870, 150)),
                            one.references(),
                            one.noteReason(),
                            one.paymentMeans(),
                            one.deliveredOn(),
                            one.deliveredUntil(),
                            DocumentCurrency.SAR,
                            List.of());
                }));
    }

    private static Arguments refusal(String rule, Supplier<Object> attempt) {
        return Arguments.of(rule, attempt);
    }

    private static Invoice.Builder note() {
        return Samples.simplified(DocumentKind.CREDIT_NOTE)
                .totals(InclusiveTotals.of(List.of(Samples.line("Water", 100))));
    }

    private static Invoice.Builder business() {
        return Samples.standard(DocumentKind.INVOICE).totals(InclusiveTotals.of(List.of(Samples.line("Water", 100))));
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource("refusals")
    void what_the_rules_would_refuse_is_refused_by_name(String rule, Supplier<Object> attempt) {
        Refused refused = catchThrowableOfType(Refused.class, attempt::get);

        assertThat(refused).as("refused by %s", rule).isNotNull();
        assertThat(refused.rule()).isEqualTo(rule);
        assertThat(refused).hasMessageStartingWith(rule + ": ");
    }

    @Test
    void vat_is_summed_by_category_rate_and_reason_never_by_rate_alone() {
        Invoice invoice = Samples.document("standard-zero-exempt-outside");

        assertThat(invoice.subtotals())
                .containsExactly(
                        new VatSubtotal(VatClass.S15, 9999, 1500),
                        new VatSubtotal(Samples.EXPORTED, 12500, 0),
                        new VatSubtotal(Samples.EXEMPT, 50000, 0),
                        new VatSubtotal(Samples.OUTSIDE, 700, 0));
        assertThat(invoice.total()).isEqualTo(74699);
    }

    @Test
    void stray_marks_in_a_name_do_not_stop_a_sale_and_do_not_reach_the_document() {
        String name = "\u200F شاي \t\n \u0007أخضر \uD83C\uDF75 <&> \uD800\u202B]]>";

        Invoice invoice = Samples.simplified(DocumentKind.INVOICE)
                .totals(InclusiveTotals.of(List.of(Samples.line(name, 575))))
                .build();

        assertThat(invoice.lines().get(0).name()).isEqualTo("شاي أخضر \uD83C\uDF75 <&> ]]>");
        byte[] xml = Stamper.stamp(invoice, Samples.KEY).xml();
        assertThat(Verifier.ofAnySigner().verify(xml).problems()).isEmpty();
        assertThat(ZatcaRules.failures(xml)).isEmpty();
    }

    @Test
    void names_are_cut_at_a_thousand_characters() {
        assertThat(FreeText.clean("ن ".repeat(2000))).hasSize(999);
        assertThat(FreeText.clean("\uD83C\uDF75".repeat(600))).hasSize(1000);
    }
}
