package org.tillmesh.till.paper;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tillmesh.hardware.receipt.Receipt;
import org.tillmesh.hardware.receipt.Slip;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.company.BranchProfile;
import org.tillmesh.retail.company.Company;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.customer.Payment;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.till.shop.Shop;

/** What a customer gets for money paid on account. */
final class PaymentSlips {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int SHORT = 8;

    private final Shop shop;

    PaymentSlips(Shop shop) {
        this.shop = shop;
    }

    /** The payment of that uuid in this branch; empty for every other document. */
    Optional<Payment> find(DocumentId uuid) {
        return shop.store()
                .read(view -> Read.record(
                        view.get(shop.scope(), DocType.PAYMENT.ref(uuid)).orElse(null), Payment::of));
    }

    /** Its uuid begins so: enough for a person to say which it is. */
    static String number(Payment payment) {
        return payment.till() + "-P-"
                + payment.uuid()
                        .substring(0, Math.min(SHORT, payment.uuid().length()))
                        .toUpperCase(Locale.ROOT);
    }

    Slip slip(Payment payment, boolean copy) {
        Company company = shop.folder().company();
        BranchProfile branch = shop.folder().branchProfile();
        var rows = new ArrayList<Receipt.Row>();
        rows.add(new Receipt.Row("No.", number(payment), "الرقم"));
        rows.add(new Receipt.Row("Date", TIME.format(payment.at().atZone(branch.zone())), "التاريخ"));
        rows.add(new Receipt.Row("Till · Cashier", payment.till() + " · " + payment.user(), "الصندوق · الكاشير"));
        rows.add(new Receipt.Row("Customer", customer(payment), "العميل"));
        var paid = new ArrayList<Receipt.Row>();
        for (Tender tender : payment.tenders()) {
            paid.add(
                    switch (tender.kind()) {
                        case CARD ->
                            new Receipt.Row("Paid by card", tender.amount().toString(), "مدفوع بالبطاقة");
                        case BANK ->
                            new Receipt.Row("Paid by transfer", tender.amount().toString(), "مدفوع بالتحويل");
                        default ->
                            new Receipt.Row("Paid in cash", tender.amount().toString(), "مدفوع نقداً");
                    });
        }
        if (payment.owed() != null) {
            paid.add(new Receipt.Row("Owed after it", payment.owed().toString(), "المتبقي على الحساب"));
        }
        return new Slip(
                company.nameAr() + " · " + branch.nameAr(),
                company.name() + " · " + branch.name(),
                "سند قبض على الحساب",
                "Payment on account",
                List.of(new Slip.Part(copy ? "نسخة" : "", copy ? "COPY" : "", rows), new Slip.Part("", "", paid)),
                number(payment));
    }

    private String customer(Payment payment) {
        return shop.retail()
                .customers()
                .byId(payment.customer())
                .map(Customer::name)
                .orElse("");
    }
}
