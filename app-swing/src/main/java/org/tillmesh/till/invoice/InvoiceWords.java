package org.tillmesh.till.invoice;

import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.date;
import static org.tillmesh.retail.words.Parameter.foreign;
import static org.tillmesh.retail.words.Parameter.words;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.retail.words.Wording;

/** Parts of what is said of invoices and receipts. */
public enum InvoiceWords implements Wording {
    // ---- why an invoice is not a standard one
    NO_VAT_CUSTOMER,
    OWN_VAT(coded("vat")),
    ACCEPTS_SIMPLIFIED,
    ADDRESS_LACKS(words("parts")),
    CERTIFICATE_SIMPLIFIED,
    RECORDED(foreign("said")),

    // ---- whose receipt it is
    CHECK_NUMBER,
    OF_ANOTHER_STORE(coded("store")),
    TILL_REACHABLE(coded("till")),
    TILL_LAST_HEARD(coded("till"), date("at")),
    TILL_NEVER_HEARD(coded("till"));

    private final List<Parameter> parameters;

    InvoiceWords(Parameter... parameters) {
        this.parameters = List.of(parameters);
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }
}
