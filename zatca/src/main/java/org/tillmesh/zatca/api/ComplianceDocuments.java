package org.tillmesh.zatca.api;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.tillmesh.zatca.model.BillingReference;
import org.tillmesh.zatca.model.DocumentKind;
import org.tillmesh.zatca.model.InclusiveLine;
import org.tillmesh.zatca.model.InclusiveTotals;
import org.tillmesh.zatca.model.Invoice;
import org.tillmesh.zatca.model.InvoiceHash;
import org.tillmesh.zatca.model.PaymentMeans;
import org.tillmesh.zatca.model.PostalAddress;
import org.tillmesh.zatca.model.Profile;
import org.tillmesh.zatca.model.TradeParty;
import org.tillmesh.zatca.model.VatClass;
import org.tillmesh.zatca.sign.SignedInvoice;
import org.tillmesh.zatca.sign.SigningKey;
import org.tillmesh.zatca.sign.Stamper;

/**
 * One invoice, credit note and debit note of each profile that a certificate's title allows: what the authority wants to see
 * before it gives a production certificate. They have a chain of their own and are no part of the till's.
 */
public final class ComplianceDocuments {
    private static final List<DocumentKind> KINDS =
            List.of(DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE, DocumentKind.DEBIT_NOTE);
    /** A buyer that nobody is: its number passes the rules' form and belongs to no one. */
    private static final TradeParty BUYER = new TradeParty(
            "Compliance check buyer",
            "399999999800003",
            null,
            new PostalAddress("Check Street", "1000", "Check District", "Riyadh", "10001", "SA"));

    private ComplianceDocuments() {}

    /**
     * @param key with the compliance certificate
     * @param at local time
     * @return by name, such as {@code standard credit note}, in the order to send them
     */
    public static Map<String, SignedInvoice> of(SigningKey key, TradeParty seller, LocalDateTime at) {
        CsidCertificate allowed = CsidCertificate.of(key.certificateDer());
        var documents = new LinkedHashMap<String, SignedInvoice>();
        String previous = InvoiceHash.FIRST_PREVIOUS;
        for (Profile profile : Profile.values()) {
            if (profile == Profile.STANDARD ? !allowed.allowsStandard() : !allowed.allowsSimplified()) {
                continue;
            }
            for (DocumentKind kind : KINDS) {
                SignedInvoice signed =
                        Stamper.stamp(document(profile, kind, seller, at, documents.size() + 1, previous), key);
                documents.put(name(profile) + " " + name(kind), signed);
                previous = signed.hash();
            }
        }
        return documents;
    }

    private static Invoice document(
            Profile profile, DocumentKind kind, TradeParty seller, LocalDateTime at, int icv, String previous) {
        Invoice.Builder builder = (profile == Profile.STANDARD ? Invoice.standard(kind) : Invoice.simplified(kind))
                .number("CHECK-" + icv)
                .uuid(UUID.randomUUID())
                .issuedAt(at)
                .chain(icv, previous)
                .seller(seller)
                .totals(InclusiveTotals.of(
                        List.of(new InclusiveLine("Compliance check", BigDecimal.ONE, "PCE", VatClass.S15, 11_50))))
                .paidBy(PaymentMeans.CASH);
        if (profile == Profile.STANDARD) {
            builder = builder.buyer(BUYER).deliveredOn(at.toLocalDate());
        }
        if (kind.isNote()) {
            builder = builder.corrects(new BillingReference("CHECK-0", at.toLocalDate()), "Compliance check");
        }
        return builder.build();
    }

    private static String name(Enum<?> of) {
        return of.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
