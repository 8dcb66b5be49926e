package org.tillmesh.till.invoice;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.InvoiceTraits;
import org.tillmesh.retail.cart.InvoiceWish;
import org.tillmesh.retail.company.Company;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.invoice.Buyer;
import org.tillmesh.till.shop.Refusals;
import org.tillmesh.zatca.api.CsidCertificate;

/**
 * Which kind of invoice a sale gets. A customer with a VAT number gets a standard one, which the authority clears before
 * it is a tax invoice; everybody else a simplified one. A customer may be content with a simplified one, and gets it where a
 * standard one is not possible: a sale is never held up by it.
 *
 * @param buyer who is named on it; null for a consumer
 * @param why it is not standard though the customer has a VAT number; empty otherwise
 */
public record InvoiceForm(boolean standard, @Nullable Buyer buyer, String why, InvoiceTraits traits) {
    static final InvoiceForm CONSUMER = new InvoiceForm(false, null, "", InvoiceTraits.PLAIN);

    /** What a command calls the kind; null leaves it to the customer. */
    public static InvoiceWish.@Nullable Form wished(@Nullable String text) {
        return text == null
                ? null
                : InvoiceWish.Form.of(text)
                        .orElseThrow(() -> Refusals.badValue("\"invoice\" is \"" + text + "\"; give one of "
                                + List.of(InvoiceWish.Form.values()).stream()
                                        .map(InvoiceWish.Form::code)
                                        .toList()));
    }

    public static Set<InvoiceTraits.Mark> marks(List<String> codes) {
        var marks = new TreeSet<InvoiceTraits.Mark>();
        for (String code : codes) {
            marks.add(InvoiceTraits.Mark.of(code)
                    .orElseThrow(() -> Refusals.badValue("\"" + code + "\" is no mark of an invoice; give some of "
                            + List.of(InvoiceTraits.Mark.values()).stream()
                                    .map(InvoiceTraits.Mark::code)
                                    .toList())));
        }
        return marks;
    }

    /**
     * @param certificate the till's own; null while it is not known
     * @throws TillException BAD_VALUE if a standard one is wished for, or a summary, and is not possible
     */
    static InvoiceForm of(
            @Nullable Customer customer, Company seller, @Nullable CsidCertificate certificate, InvoiceWish wish) {
        InvoiceForm form = fitting(customer, seller, certificate, wish);
        if (wish.form() == InvoiceWish.Form.STANDARD && !form.standard()) {
            throw Refusals.badValue("A standard invoice is not possible: "
                    + (form.why().isEmpty() ? "no customer with a VAT number is attached" : form.why()));
        }
        if (form.traits().isSummary() && form.buyer() == null) {
            throw Refusals.badValue("A summary invoice names its buyer; attach a customer first");
        }
        return form;
    }

    /** What it would be, whatever stands in the way of what is wished for. */
    static InvoiceForm fitting(
            @Nullable Customer customer, Company seller, @Nullable CsidCertificate certificate, InvoiceWish wish) {
        InvoiceTraits traits = wish.traits();
        if (customer == null) {
            return new InvoiceForm(false, null, "", traits);
        }
        String vat = customer.vatNumber() == null ? "" : customer.vatNumber();
        var buyer = new Buyer(customer.name(), vat, customer.billingAddress(), wish.nationalId());
        if (vat.isEmpty()) {
            boolean named = traits.isSummary() || wish.nationalId() != null;
            return new InvoiceForm(false, named ? buyer : null, "", traits);
        }
        if (vat.equals(seller.vatNumber())) {
            return new InvoiceForm(false, null, "the customer's VAT number " + vat + " is the company's own", traits);
        }
        String why = standsInTheWay(buyer, certificate, wish.form());
        return new InvoiceForm(why.isEmpty(), buyer, why, traits);
    }

    private static String standsInTheWay(Buyer buyer, @Nullable CsidCertificate certificate, InvoiceWish.Form form) {
        if (form == InvoiceWish.Form.SIMPLIFIED) {
            return "the customer accepts a simplified invoice";
        }
        if (!buyer.address().isComplete()) {
            return "the customer's address lacks " + buyer.address().missing()
                    + "; write it like \"1234 King Fahd Road, Al Olaya, Riyadh 12211\"";
        }
        if (certificate != null && !certificate.allowsStandard()) {
            return "this till's certificate is for simplified invoices only; onboard it again";
        }
        return "";
    }

    public String name() {
        return standard ? "standard" : "simplified";
    }
}
