package org.tillmesh.till.invoice;

import static org.tillmesh.retail.words.Parameter.choice;
import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.count;
import static org.tillmesh.retail.words.Parameter.foreign;
import static org.tillmesh.retail.words.Parameter.named;
import static org.tillmesh.retail.words.Parameter.sentence;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillRefusal;

/** What is refused of invoices and receipts, each with what it says. */
public enum InvoiceRefusal implements TillRefusal {
    // ---- invoices and receipts
    NO_INVOICE_FORM(TillException.Code.BAD_VALUE, named("text"), coded("forms")),
    NO_INVOICE_MARK(TillException.Code.BAD_VALUE, named("text"), coded("marks")),
    NOT_STANDARD(TillException.Code.BAD_VALUE, sentence("why")),
    SUMMARY_WITHOUT_BUYER(TillException.Code.BAD_VALUE),
    INVOICE_NOT_HERE(TillException.Code.UNKNOWN_RECEIPT, coded("document")),
    NOT_REJECTED(
            TillException.Code.BAD_VALUE,
            coded("invoice"),
            choice("state", "NONE", "ACCEPTED", "ACCEPTED_WITH_WARNINGS", "COPY_MISSING", "BEFORE_ONBOARDING")),
    REISSUED_MEANWHILE(TillException.Code.BAD_VALUE, coded("invoice")),
    INVOICE_OF_ANOTHER_TILL(TillException.Code.BAD_VALUE, coded("invoice"), coded("till")),
    CHAIN_LOST(TillException.Code.CHAIN_UNCONFIRMED),
    CHAIN_NEEDS_RECEIPT(TillException.Code.CHAIN_UNCONFIRMED),
    CHAIN_UNCONFIRMED(TillException.Code.CHAIN_UNCONFIRMED),
    STOPPED(TillException.Code.READ_ONLY, coded("receipt"), coded("document"), coded("counter"), named("folder")),
    RECEIPT_OR_UUID(TillException.Code.BAD_VALUE),
    RECEIPT_AMBIGUOUS(TillException.Code.BAD_VALUE, coded("receipt"), count("documents"), coded("all")),
    NO_GIFT_RECEIPT(TillException.Code.BAD_VALUE, coded("receipt")),
    UNKNOWN_RECEIPT(TillException.Code.UNKNOWN_RECEIPT, named("receipt"), sentence("mend")),
    NO_QR(TillException.Code.BAD_VALUE, foreign("said")),
    NO_INVOICE_YET(TillException.Code.BAD_VALUE),
    QR_OF_AN_EARLIER(TillException.Code.BAD_VALUE, coded("receipt")),
    QR_NOT_HERE(TillException.Code.BAD_VALUE),

    // ---- the tax authority
    OTP(TillException.Code.BAD_VALUE),
    CHECK_FAILED(TillException.Code.BAD_VALUE, foreign("document"), foreign("kind"), foreign("reasons")),
    CERTIFICATE_OF_ANOTHER(TillException.Code.BAD_VALUE, coded("vat"), coded("own")),
    AUTHORITY_SAYS(TillException.Code.BAD_VALUE, foreign("said")),
    NO_ANSWER(TillException.Code.TIMEOUT, count("seconds")),
    INTERRUPTED(TillException.Code.TIMEOUT),
    UNKNOWN_ANSWER(TillException.Code.BAD_VALUE);

    private final TillException.Code code;
    private final List<Parameter> parameters;

    InvoiceRefusal(TillException.Code code, Parameter... parameters) {
        this.code = code;
        this.parameters = List.of(parameters);
    }

    @Override
    public TillException.Code code() {
        return code;
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }
}
