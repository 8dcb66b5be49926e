package org.tillmesh.zatca;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.tillmesh.zatca.model.AllowanceCharge;
import org.tillmesh.zatca.model.BillingReference;
import org.tillmesh.zatca.model.DocumentKind;
import org.tillmesh.zatca.model.InclusiveLine;
import org.tillmesh.zatca.model.InclusiveTotals;
import org.tillmesh.zatca.model.Invoice;
import org.tillmesh.zatca.model.InvoiceHash;
import org.tillmesh.zatca.model.InvoiceLine;
import org.tillmesh.zatca.model.PartyId;
import org.tillmesh.zatca.model.PaymentMeans;
import org.tillmesh.zatca.model.PostalAddress;
import org.tillmesh.zatca.model.TradeParty;
import org.tillmesh.zatca.model.TransactionFlag;
import org.tillmesh.zatca.model.VatClass;
import org.tillmesh.zatca.sign.DevelopmentAuthority;
import org.tillmesh.zatca.sign.SigningKey;
import org.tillmesh.zatca.sign.TillRequest;

/** An invented company, its till, and one document of each kind. */
public final class Samples {
    public static final LocalDateTime ISSUED = LocalDateTime.of(2026, 1, 15, 9, 30, 5);
    public static final TradeParty SELLER = new TradeParty(
            "متجر الواحة للتجارة | Oasis Store Trading",
            "310000000000003",
            new PartyId("CRN", "1010000001"),
            new PostalAddress("طريق النخيل", "2322", "المربع", "الرياض", "12345", "SA"));
    public static final TradeParty BUSINESS = new TradeParty(
            "Blue Dune Café & Sons <Ltd>",
            "311111111100003",
            new PartyId("CRN", "4030000002"),
            new PostalAddress("Palm Street", "1111", "Al Murooj", "Riyadh", "12222", "SA"));
    public static final DevelopmentAuthority AUTHORITY = DevelopmentAuthority.fromPublicSeed("tests");
    public static final SigningKey KEY = key("T01");
    public static final VatClass EXPORTED = VatClass.zeroRated("VATEX-SA-35", "Medicines and medical equipment");
    public static final VatClass EXEMPT = VatClass.exempt("VATEX-SA-30", "Real estate transactions");
    public static final VatClass OUTSIDE = VatClass.outOfScope("Not subject to VAT");

    /** All that {@link #document} makes. */
    static List<String> names() {
        var names = new ArrayList<>(List.of(
                "simplified-one-line",
                "simplified-cart",
                "simplified-credit-note",
                "simplified-debit-note",
                "simplified-prepayment",
                "simplified-summary",
                "standard-b2b-discount",
                "standard-credit-note",
                "standard-debit-note",
                "standard-prepayment",
                "standard-zero-exempt-outside"));
        names.addAll(SpecialSamples.NAMES);
        return names;
    }

    private Samples() {}

    public static SigningKey key(String till) {
        return AUTHORITY.enrol(
                SigningKey.KeyPair.fromPublicSeed("till " + till),
                request(till),
                Instant.parse("2025-01-01T00:00:00Z"),
                Instant.parse("2035-01-01T00:00:00Z"));
    }

    public static TillRequest request(String till) {
        return new TillRequest(
                TillRequest.Environment.DEVELOPER,
                "Oasis Store Trading",
                "Riyadh",
                till,
                new TillRequest.Solution("TillMesh", "till", "S001-" + till),
                "310000000000003",
                "1100",
                "RRRD2929",
                "Retail");
    }

    public static Invoice.Builder simplified(DocumentKind kind) {
        return common(Invoice.simplified(kind)).seller(SELLER);
    }

    public static Invoice.Builder standard(DocumentKind kind) {
        return common(Invoice.standard(kind)).seller(SELLER).buyer(BUSINESS).deliveredOn(LocalDate.of(2026, 1, 15));
    }

    private static Invoice.Builder common(Invoice.Builder builder) {
        return builder.number("S001-T01-000001")
                .uuid(UUID.fromString("8e6000cf-1a98-4174-b3e7-b5d5954bc10d"))
                .issuedAt(ISSUED)
                .chain(1, InvoiceHash.FIRST_PREVIOUS)
                .paidBy(PaymentMeans.CASH);
    }

    public static InclusiveLine line(String name, long listed) {
        return new InclusiveLine(name, BigDecimal.ONE, "PCE", VatClass.S15, listed);
    }

    public static Invoice.Builder cart() {
        return cartAs(DocumentKind.INVOICE);
    }

    public static Invoice document(String name) {
        return switch (name) {
            case "simplified-one-line" ->
                simplified(DocumentKind.INVOICE)
                        .totals(InclusiveTotals.of(List.of(line("Water", 1000))))
                        .build();
            case "simplified-cart" -> cart().build();
            case "simplified-credit-note" ->
                cartAs(DocumentKind.CREDIT_NOTE)
                        .corrects(new BillingReference("S001-T01-000001", LocalDate.of(2026, 1, 14)), "Goods returned")
                        .build();
            case "simplified-debit-note" ->
                cartAs(DocumentKind.DEBIT_NOTE)
                        .corrects(new BillingReference("S001-T01-000001"), "Price was too low")
                        .build();
            case "simplified-prepayment" ->
                simplified(DocumentKind.PREPAYMENT)
                        .totals(InclusiveTotals.of(List.of(line("Deposit for order 17", 20000))))
                        .build();
            case "simplified-summary" ->
                cart().flag(TransactionFlag.SUMMARY)
                        .buyer(TradeParty.named("Visitor"))
                        .delivered(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 15))
                        .build();
            case "standard-b2b-discount" -> business(DocumentKind.INVOICE).build();
            case "standard-credit-note" ->
                business(DocumentKind.CREDIT_NOTE)
                        .corrects(new BillingReference("S001-T01-000007"), "Goods returned")
                        .build();
            case "standard-debit-note" ->
                business(DocumentKind.DEBIT_NOTE)
                        .corrects(new BillingReference("S001-T01-000007"), "Freight was left out")
                        .build();
            case "standard-prepayment" -> business(DocumentKind.PREPAYMENT).build();
            case "standard-zero-exempt-outside" ->
                standard(DocumentKind.INVOICE)
                        .lines(List.of(
                                InvoiceLine.exclusive(
                                        "Desk", BigDecimal.ONE, "PCE", new BigDecimal("99.99"), VatClass.S15, 0),
                                InvoiceLine.exclusive(
                                        "Inhaler", BigDecimal.TEN, "PCE", new BigDecimal("12.5"), EXPORTED, 0),
                                InvoiceLine.exclusive("Rent", BigDecimal.ONE, "PCE", new BigDecimal("500"), EXEMPT, 0),
                                InvoiceLine.exclusive("Fee", BigDecimal.ONE, "PCE", new BigDecimal("7"), OUTSIDE, 0)))
                        .build();
            default -> SpecialSamples.document(name);
        };
    }

    private static Invoice.Builder cartAs(DocumentKind kind) {
        return simplified(kind)
                .totals(InclusiveTotals.of(List.of(
                        new InclusiveLine("حليب طازج 1 لتر", new BigDecimal("3"), "PCE", VatClass.S15, 1950, 200, ""),
                        new InclusiveLine("Tomatoes", new BigDecimal("1.240"), "KGM", VatClass.S15, 862),
                        new InclusiveLine("Thermometer", BigDecimal.ONE, "PCE", EXPORTED, 4500))));
    }

    static Invoice.Builder business(DocumentKind kind) {
        return standard(kind)
                .lines(List.of(
                        InvoiceLine.exclusive(
                                "Beans", new BigDecimal("12.5"), "KGM", new BigDecimal("41.3333"), VatClass.S15, 1000),
                        InvoiceLine.exclusive(
                                "Cups", new BigDecimal("24"), "PCE", new BigDecimal("3.10"), VatClass.S15, 0)))
                .allowances(List.of(
                        AllowanceCharge.discount(2500, VatClass.S15, "Contract"),
                        AllowanceCharge.freight(1750, VatClass.S15, "Freight")))
                .paidBy(PaymentMeans.BANK_ACCOUNT);
    }
}
