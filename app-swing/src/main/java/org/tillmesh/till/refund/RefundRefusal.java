package org.tillmesh.till.refund;

import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.count;
import static org.tillmesh.retail.words.Parameter.date;
import static org.tillmesh.retail.words.Parameter.foreign;
import static org.tillmesh.retail.words.Parameter.money;
import static org.tillmesh.retail.words.Parameter.named;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.TillRefusal;

/** What is refused of goods that come back, each with what it says. */
public enum RefundRefusal implements TillRefusal {
    DEPOSIT_BY_CART(RefusalCode.POLICY, coded("receipt")),
    SERIAL_MISSING(RefusalCode.BAD_VALUE, coded("line"), named("product")),
    SERIAL_OTHER(RefusalCode.BAD_VALUE, coded("line"), named("product"), coded("serial")),
    REFUND_TENDER(RefusalCode.BAD_VALUE, named("kind")),
    REFUND_WITHOUT_ACCOUNT(RefusalCode.BAD_VALUE, coded("receipt")),
    TOO_LATE(RefusalCode.POLICY, coded("receipt"), date("sold"), count("days")),
    NOT_RETURNABLE(RefusalCode.POLICY, named("product")),
    NOTHING_BACK(RefusalCode.BAD_VALUE),
    LINE_WITHOUT_RECEIPT(RefusalCode.BAD_VALUE),
    PRICE_ABOVE_NOW(RefusalCode.BAD_VALUE, money("price"), named("product"), money("now")),
    NO_RECEIPT_NO_CARD(RefusalCode.BAD_VALUE, named("product")),
    NO_RECEIPT_NO_ACCOUNT(RefusalCode.BAD_VALUE),
    NO_RECEIPT_NO_REASON(RefusalCode.BAD_VALUE),
    NO_REFERENCE(RefusalCode.BAD_VALUE, named("text")),
    NOT_ON_RECEIPT(RefusalCode.UNKNOWN_LINE, named("product"), coded("receipt")),
    OTHER_GOODS(RefusalCode.BAD_VALUE, named("product"), coded("line"), coded("receipt"), named("there")),
    NOTHING_NEW(RefusalCode.CART_EMPTY),
    WORTH_CHANGED(RefusalCode.BAD_VALUE, money("was"), money("now")),
    FIND_LIMIT(RefusalCode.BAD_VALUE, coded("limit"), count("most")),
    FIND_PERIOD(RefusalCode.BAD_VALUE, coded("from"), coded("to")),
    FIND_TIME(RefusalCode.BAD_VALUE, coded("field"), named("text")),
    FIND_CARD(RefusalCode.BAD_VALUE, named("text")),
    ALREADY_RETURNED_THERE(RefusalCode.ALREADY_RETURNED, foreign("said"));

    private final RefusalCode code;
    private final List<Parameter> parameters;

    RefundRefusal(RefusalCode code, Parameter... parameters) {
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
