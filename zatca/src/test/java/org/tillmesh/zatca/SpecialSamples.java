package org.tillmesh.zatca;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.tillmesh.zatca.model.AllowanceCharge;
import org.tillmesh.zatca.model.DocumentCurrency;
import org.tillmesh.zatca.model.DocumentKind;
import org.tillmesh.zatca.model.ExemptionReason;
import org.tillmesh.zatca.model.InclusiveLine;
import org.tillmesh.zatca.model.InclusiveTotals;
import org.tillmesh.zatca.model.Invoice;
import org.tillmesh.zatca.model.InvoiceLine;
import org.tillmesh.zatca.model.LineAdjustment;
import org.tillmesh.zatca.model.PartyId;
import org.tillmesh.zatca.model.PaymentMeans;
import org.tillmesh.zatca.model.PostalAddress;
import org.tillmesh.zatca.model.Prepayment;
import org.tillmesh.zatca.model.TradeParty;
import org.tillmesh.zatca.model.TransactionFlag;
import org.tillmesh.zatca.model.VatClass;
import org.tillmesh.zatca.model.VatSubtotal;

/** One document of each special kind: what a shop issues once a month rather than all day. */
final class SpecialSamples {
    static final List<String> NAMES = List.of(
            "simplified-settlement",
            "simplified-third-party",
            "simplified-nominal",
            "simplified-charges",
            "simplified-citizen",
            "standard-settlement",
            "standard-export",
            "standard-self-billed",
            "standard-third-party",
            "standard-nominal",
            "standard-summary",
            "standard-foreign-currency");

    private static final TradeParty ABROAD = new TradeParty(
            "Gulf Trading FZE",
            null,
            new PartyId("OTH", "AE100200300"),
            new PostalAddress("Corniche Road", "", "", "Abu Dhabi", "00000", "AE"));
    private static final TradeParty CITIZEN =
            new TradeParty("نورة بنت سعد", null, new PartyId("NAT", "1012345678"), null);

    private SpecialSamples() {}

    static Invoice document(String name) {
        return switch (name) {
            case "simplified-settlement" ->
                Samples.cart()
                        .settles(List.of(prepaid("S001-T01-000003", 2000, 300)))
                        .build();
            case "simplified-third-party" ->
                Samples.cart().flag(TransactionFlag.THIRD_PARTY).build();
            case "simplified-nominal" ->
                Samples.cart().flag(TransactionFlag.NOMINAL).build();
            case "simplified-charges" -> charges();
            case "simplified-citizen" ->
                Samples.simplified(DocumentKind.INVOICE)
                        .buyer(CITIZEN)
                        .totals(InclusiveTotals.of(List.of(new InclusiveLine(
                                "Dental check",
                                BigDecimal.ONE,
                                "PCE",
                                VatClass.of(ExemptionReason.HEALTH_CARE),
                                25000))))
                        .build();
            case "standard-settlement" ->
                Samples.business(DocumentKind.INVOICE)
                        .settles(
                                List.of(prepaid("S001-T01-000003", 10000, 1500), prepaid("S001-T01-000004", 4321, 648)))
                        .build();
            case "standard-export" ->
                exported(VatClass.of(ExemptionReason.EXPORT_OF_GOODS))
                        .flag(TransactionFlag.EXPORT)
                        .build();
            case "standard-self-billed" ->
                Samples.business(DocumentKind.INVOICE)
                        .flag(TransactionFlag.SELF_BILLED)
                        .build();
            case "standard-third-party" ->
                Samples.business(DocumentKind.INVOICE)
                        .flag(TransactionFlag.THIRD_PARTY)
                        .build();
            case "standard-nominal" ->
                Samples.business(DocumentKind.INVOICE)
                        .flag(TransactionFlag.NOMINAL)
                        .build();
            case "standard-summary" ->
                Samples.business(DocumentKind.INVOICE)
                        .flag(TransactionFlag.SUMMARY)
                        .delivered(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 15))
                        .build();
            case "standard-foreign-currency" ->
                exported(VatClass.S15)
                        .buyer(Samples.BUSINESS)
                        .currency(new DocumentCurrency("USD", new BigDecimal("3.75")))
                        .build();
            default -> throw new IllegalArgumentException("No sample \"" + name + "\"");
        };
    }

    private static Invoice charges() {
        var packed = new InclusiveLine(
                "Vase",
                new BigDecimal("2"),
                "PCE",
                VatClass.S15,
                9000,
                500,
                "Happy hour",
                List.of(LineAdjustment.charge(350, "PC", "Gift wrap"), LineAdjustment.allowance(100, "Scratch")));
        var weighed = new InclusiveLine("Dates", new BigDecimal("0.755"), "KGM", VatClass.S15, 2265);
        return Samples.simplified(DocumentKind.INVOICE)
                .totals(InclusiveTotals.of(
                        List.of(packed, weighed),
                        List.of(
                                AllowanceCharge.discount(1000, VatClass.S15, "Voucher"),
                                AllowanceCharge.freight(1500, VatClass.S15, "Delivery"))))
                .build();
    }

    private static Invoice.Builder exported(VatClass vat) {
        return Samples.standard(DocumentKind.INVOICE)
                .buyer(ABROAD)
                .lines(List.of(
                        InvoiceLine.exclusive(
                                "Dates, crate",
                                new BigDecimal("40"),
                                "PCE",
                                new BigDecimal("31.25"),
                                vat,
                                List.of(LineAdjustment.charge(4000, "PC", "Crates"))),
                        InvoiceLine.exclusive(
                                "Rose water", new BigDecimal("7.5"), "LTR", new BigDecimal("18.333"), vat, 0)))
                .paidBy(PaymentMeans.BANK_ACCOUNT);
    }

    private static Prepayment prepaid(String number, long net, long vat) {
        return new Prepayment(
                number, LocalDateTime.of(2026, 1, 10, 16, 0, 0), List.of(new VatSubtotal(VatClass.S15, net, vat)));
    }
}
