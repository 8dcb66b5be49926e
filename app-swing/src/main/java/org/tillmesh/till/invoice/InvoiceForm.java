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
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.zatca.api.CsidCertificate;

/**
 * Which kind of invoice a sale gets. A customer with a VAT number gets a standard one, which the authority clears before
 * it is a tax invoice; everybody else a simplified one. A customer may be content with a simplified one, and gets it where a
 * standard one is not possible: a sale is never held up by it.
 *
 * @param buyer who is named on it; null for a consumer
 * @param why it is not standard though the customer has a VAT number; null otherwise
 */
public record InvoiceForm(boolean standard, @Nullable Buyer buyer, @Nullable Sentence why, InvoiceTraits traits) {
    public static final InvoiceForm CONSUMER = new InvoiceForm(false, null, null, InvoiceTraits.PLAIN);

    /**
     * What a command calls the kind.
     *
     * @param code as-fits, standard or simplified
     * @throws TillException BAD_VALUE for any other
     */
    public static InvoiceWish.Form wished(String code) {
        return InvoiceWish.Form.of(code)
                .orElseThrow(() -> new TillException(
                        InvoiceRefusal.NO_INVOICE_FORM,
                        code,
                        List.of(InvoiceWish.Form.values()).stream()
                                .map(InvoiceWish.Form::code)
                                .toList()));
    }

    public static Set<InvoiceTraits.Mark> marks(List<String> codes) {
        var marks = new TreeSet<InvoiceTraits.Mark>();
        for (String code : codes) {
            marks.add(InvoiceTraits.Mark.of(code)
                    .orElseThrow(() -> new TillException(
                            InvoiceRefusal.NO_INVOICE_MARK,
                            code,
                            List.of(InvoiceTraits.Mark.values()).stream()
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
            throw new TillException(
                    InvoiceRefusal.NOT_STANDARD, form.why() == null ? InvoiceWords.NO_VAT_CUSTOMER.with() : form.why());
        }
        if (form.traits().isSummary() && form.buyer() == null) {
            throw new TillException(InvoiceRefusal.SUMMARY_WITHOUT_BUYER);
        }
        return form;
    }

    /** What it would be, whatever stands in the way of what is wished for. */
    static InvoiceForm fitting(
            @Nullable Customer customer, Company seller, @Nullable CsidCertificate certificate, InvoiceWish wish) {
        InvoiceTraits traits = wish.traits();
        if (customer == null) {
            return new InvoiceForm(false, null, null, traits);
        }
        String vat = customer.vatNumber() == null ? "" : customer.vatNumber();
        var buyer = new Buyer(customer.name(), vat, customer.billingAddress(), wish.nationalId());
        if (vat.isEmpty()) {
            boolean named = traits.isSummary() || wish.nationalId() != null;
            return new InvoiceForm(false, named ? buyer : null, null, traits);
        }
        if (vat.equals(seller.vatNumber())) {
            return new InvoiceForm(false, null, InvoiceWords.OWN_VAT.with(vat), traits);
        }
        Sentence why = standsInTheWay(buyer, certificate, wish.form());
        return new InvoiceForm(why == null, buyer, why, traits);
    }

    private static @Nullable Sentence standsInTheWay(
            Buyer buyer, @Nullable CsidCertificate certificate, InvoiceWish.Form form) {
        if (form == InvoiceWish.Form.SIMPLIFIED) {
            return InvoiceWords.ACCEPTS_SIMPLIFIED.with();
        }
        if (!buyer.address().isComplete()) {
            return InvoiceWords.ADDRESS_LACKS.with(
                    buyer.address().missing().stream().map(part -> part.with()).toList());
        }
        if (certificate != null && !certificate.allowsStandard()) {
            return InvoiceWords.CERTIFICATE_SIMPLIFIED.with();
        }
        return null;
    }

    public String name() {
        return standard ? "standard" : "simplified";
    }
}
