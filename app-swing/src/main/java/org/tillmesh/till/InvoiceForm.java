package org.tillmesh.till;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.Buyer;
import org.tillmesh.retail.Company;
import org.tillmesh.retail.Customer;
import org.tillmesh.zatca.api.CsidCertificate;

/**
 * Which kind of invoice a sale gets. A customer with a VAT number gets a standard one, which the authority clears before
 * it is a tax invoice; everybody else a simplified one. A customer may be content with a simplified one, and gets it where a
 * standard one is not possible: a sale is never held up by it.
 *
 * @param buyer who is named on it; null for a consumer
 * @param why it is not standard though the customer has a VAT number; empty otherwise
 */
record InvoiceForm(boolean standard, @Nullable Buyer buyer, String why) {
    /** What the cashier asked for. */
    enum Wish {
        AS_FITS,
        STANDARD,
        SIMPLIFIED;

        static Wish of(@Nullable String text) {
            if (text == null) {
                return AS_FITS;
            }
            return switch (text) {
                case "standard" -> STANDARD;
                case "simplified" -> SIMPLIFIED;
                default ->
                    throw Refusals.badValue(
                            "\"invoice\" is \"" + text + "\"; give standard or simplified, or leave it out");
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final InvoiceForm CONSUMER = new InvoiceForm(false, null, "");

    /**
     * @param certificate the till's own; null while it is not known
     * @throws TillException BAD_VALUE if a standard one is wished for and is not possible
     */
    static InvoiceForm of(
            @Nullable Customer customer, Company seller, @Nullable CsidCertificate certificate, Wish wish) {
        InvoiceForm form = fitting(customer, seller, certificate, wish == Wish.SIMPLIFIED);
        if (wish == Wish.STANDARD && !form.standard()) {
            throw Refusals.badValue("A standard invoice is not possible: "
                    + (form.why().isEmpty() ? "no customer with a VAT number is attached" : form.why()));
        }
        return form;
    }

    private static InvoiceForm fitting(
            @Nullable Customer customer,
            Company seller,
            @Nullable CsidCertificate certificate,
            boolean contentWithSimplified) {
        String vat = customer == null ? null : customer.vatNumber();
        if (customer == null || vat == null || vat.isEmpty()) {
            return CONSUMER;
        }
        if (vat.equals(seller.vatNumber())) {
            return new InvoiceForm(false, null, "the customer's VAT number " + vat + " is the company's own");
        }
        var buyer = new Buyer(customer.name(), vat, customer.billingAddress());
        if (contentWithSimplified) {
            return new InvoiceForm(false, buyer, "the customer accepts a simplified invoice");
        }
        if (!buyer.address().isComplete()) {
            return new InvoiceForm(
                    false,
                    buyer,
                    "the customer's address lacks " + buyer.address().missing()
                            + "; write it like \"1234 King Fahd Road, Al Olaya, Riyadh 12211\"");
        }
        if (certificate != null && !certificate.allowsStandard()) {
            return new InvoiceForm(
                    false, buyer, "this till's certificate is for simplified invoices only; onboard it again");
        }
        return new InvoiceForm(true, buyer, "");
    }

    String name() {
        return standard ? "standard" : "simplified";
    }
}
