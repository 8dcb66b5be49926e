package org.tillmesh.till.invoice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.retail.invoice.ReportingDeadline;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.zatca.api.CsidCertificate;

/** How this till stands with the tax authority. */
public final class ZatcaStanding {
    private static final int REJECTED_NAMED = 3;

    private final Shop shop;
    private final ChainHead chain;
    private final Clearances clearances;
    private volatile @Nullable String reportingAlarm;

    ZatcaStanding(Shop shop, ChainHead chain, Clearances clearances) {
        this.shop = shop;
        this.chain = chain;
        this.clearances = clearances;
    }

    /** What head office said last keeps it from reporting; null for nothing. */
    public void heard(@Nullable String alarm) {
        reportingAlarm = alarm;
    }

    /** Of a till that is not activated. */
    public static InvoiceAnswers.Zatca none() {
        return new InvoiceAnswers.Zatca(0, 0, null, "far", null, null, null, 0, 0);
    }

    public InvoiceAnswers.Zatca now() {
        InvoiceChain.Unreported unreported = shop.retail().invoices().unreported(shop.scope(), shop.till());
        String alarm = reportingAlarm;
        Instant now = shop.clock().instant();
        Clearances.Counts counts = clearances.counts();
        ReportingDeadline deadline = unreported
                .oldest()
                .map(oldest -> ReportingDeadline.of(Duration.between(oldest, now)))
                .orElse(ReportingDeadline.FAR);
        String ending = shop.signing().certificate().map(c -> expiring(c, now)).orElse(null);
        String rejected = rejected(counts.rejected());
        List<String> alarms =
                Stream.of(alarm, ending, rejected).filter(Objects::nonNull).toList();
        return new InvoiceAnswers.Zatca(
                chain.counter(),
                unreported.count(),
                unreported.oldest().orElse(null),
                deadline.name().toLowerCase(Locale.ROOT),
                shop.signing()
                        .certificate()
                        .map(c -> CertificateDesk.answer(c, now))
                        .orElse(null),
                alarms.isEmpty() ? null : String.join(". ", alarms),
                alarm != null ? "reporting" : ending != null ? "certificate" : rejected != null ? "rejected" : null,
                counts.toPrint(),
                counts.rejected().size());
    }

    private static @Nullable String rejected(List<String> invoices) {
        if (invoices.isEmpty()) {
            return null;
        }
        int more = invoices.size() - REJECTED_NAMED;
        return "The tax authority rejected " + invoices.size() + (invoices.size() == 1 ? " invoice" : " invoices")
                + " of this till: " + String.join(", ", invoices.subList(0, Math.min(invoices.size(), REJECTED_NAMED)))
                + (more > 0 ? " and " + more + " more" : "")
                + ". Correct the cause (product, customer, company), then issue them anew (reissue)";
    }

    private static @Nullable String expiring(CsidCertificate certificate, Instant now) {
        return certificate.expiry(now) == CsidCertificate.Expiry.FAR
                ? null
                : "This till's certificate ends on " + certificate.until() + "; renew it with a new OTP (zatca-renew)";
    }
}
