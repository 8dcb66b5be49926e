package org.tillmesh.till.invoice;

import static org.tillmesh.retail.words.Parameter.choice;
import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.count;
import static org.tillmesh.retail.words.Parameter.foreign;
import static org.tillmesh.retail.words.Parameter.named;
import static org.tillmesh.retail.words.Parameter.sentence;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.TillRefusal;

/** What is refused of invoices and receipts, each with what it says. */
public enum InvoiceRefusal implements TillRefusal {
    // ---- invoices and receipts
    NO_INVOICE_FORM(RefusalCode.BAD_VALUE, named("text"), coded("forms")),
    NO_INVOICE_MARK(RefusalCode.BAD_VALUE, named("text"), coded("marks")),
    NOT_STANDARD(RefusalCode.BAD_VALUE, sentence("why")),
    SUMMARY_WITHOUT_BUYER(RefusalCode.BAD_VALUE),
    INVOICE_NOT_HERE(RefusalCode.UNKNOWN_RECEIPT, coded("document")),
    NOT_REJECTED(
            RefusalCode.BAD_VALUE,
            coded("invoice"),
            choice("state", "NONE", "ACCEPTED", "ACCEPTED_WITH_WARNINGS", "COPY_MISSING", "BEFORE_ONBOARDING")),
    REISSUED_MEANWHILE(RefusalCode.BAD_VALUE, coded("invoice")),
    INVOICE_OF_ANOTHER_TILL(RefusalCode.BAD_VALUE, coded("invoice"), coded("till")),
    CHAIN_LOST(RefusalCode.CHAIN_UNCONFIRMED),
    CHAIN_NEEDS_RECEIPT(RefusalCode.CHAIN_UNCONFIRMED),
    CHAIN_UNCONFIRMED(RefusalCode.CHAIN_UNCONFIRMED),
    STOPPED(RefusalCode.READ_ONLY, coded("receipt"), coded("document"), coded("counter"), named("folder")),
    RECEIPT_OR_UUID(RefusalCode.BAD_VALUE),
    RECEIPT_AMBIGUOUS(RefusalCode.BAD_VALUE, coded("receipt"), count("documents"), coded("all")),
    NO_GIFT_RECEIPT(RefusalCode.BAD_VALUE, coded("receipt")),
    UNKNOWN_RECEIPT(RefusalCode.UNKNOWN_RECEIPT, named("receipt"), sentence("mend")),
    NO_QR(RefusalCode.BAD_VALUE, foreign("said")),
    NO_INVOICE_YET(RefusalCode.BAD_VALUE),
    QR_OF_AN_EARLIER(RefusalCode.BAD_VALUE, coded("receipt")),
    QR_NOT_HERE(RefusalCode.BAD_VALUE),

    // ---- the tax authority
    OTP(RefusalCode.BAD_VALUE),
    CHECK_FAILED(RefusalCode.BAD_VALUE, foreign("document"), foreign("kind"), foreign("reasons")),
    CERTIFICATE_OF_ANOTHER(RefusalCode.BAD_VALUE, coded("vat"), coded("own")),
    AUTHORITY_SAYS(RefusalCode.BAD_VALUE, foreign("said")),
    NO_ANSWER(RefusalCode.TIMEOUT, count("seconds")),
    INTERRUPTED(RefusalCode.TIMEOUT),
    UNKNOWN_ANSWER(RefusalCode.BAD_VALUE);

    private final RefusalCode code;
    private final List<Parameter> parameters;

    InvoiceRefusal(RefusalCode code, Parameter... parameters) {
        this.code = code;
        this.parameters = List.of(parameters);
    }

    @Override
    public RefusalCode code() {
        return code;
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }
}
