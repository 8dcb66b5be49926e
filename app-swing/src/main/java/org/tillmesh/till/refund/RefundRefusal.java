package org.tillmesh.till.refund;

import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.count;
import static org.tillmesh.retail.words.Parameter.date;
import static org.tillmesh.retail.words.Parameter.foreign;
import static org.tillmesh.retail.words.Parameter.money;
import static org.tillmesh.retail.words.Parameter.named;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillRefusal;

/** What is refused of goods that come back, each with what it says. */
public enum RefundRefusal implements TillRefusal {
    DEPOSIT_BY_CART(TillException.Code.POLICY, coded("receipt")),
    SERIAL_MISSING(TillException.Code.BAD_VALUE, coded("line"), named("product")),
    SERIAL_OTHER(TillException.Code.BAD_VALUE, coded("line"), named("product"), coded("serial")),
    REFUND_TENDER(TillException.Code.BAD_VALUE, named("kind")),
    REFUND_WITHOUT_ACCOUNT(TillException.Code.BAD_VALUE, coded("receipt")),
    TOO_LATE(TillException.Code.POLICY, coded("receipt"), date("sold"), count("days")),
    NOT_RETURNABLE(TillException.Code.POLICY, named("product")),
    NOTHING_BACK(TillException.Code.BAD_VALUE),
    LINE_WITHOUT_RECEIPT(TillException.Code.BAD_VALUE),
    PRICE_ABOVE_NOW(TillException.Code.BAD_VALUE, money("price"), named("product"), money("now")),
    NO_RECEIPT_NO_CARD(TillException.Code.BAD_VALUE, named("product")),
    NO_RECEIPT_NO_ACCOUNT(TillException.Code.BAD_VALUE),
    NO_RECEIPT_NO_REASON(TillException.Code.BAD_VALUE),
    NO_REFERENCE(TillException.Code.BAD_VALUE, named("text")),
    NOT_ON_RECEIPT(TillException.Code.UNKNOWN_LINE, named("product"), coded("receipt")),
    OTHER_GOODS(TillException.Code.BAD_VALUE, named("product"), coded("line"), coded("receipt"), named("there")),
    NOTHING_NEW(TillException.Code.CART_EMPTY),
    WORTH_CHANGED(TillException.Code.BAD_VALUE, money("was"), money("now")),
    FIND_LIMIT(TillException.Code.BAD_VALUE, coded("limit"), count("most")),
    FIND_PERIOD(TillException.Code.BAD_VALUE, coded("from"), coded("to")),
    FIND_TIME(TillException.Code.BAD_VALUE, coded("field"), named("text")),
    FIND_CARD(TillException.Code.BAD_VALUE, named("text")),
    ALREADY_RETURNED_THERE(TillException.Code.ALREADY_RETURNED, foreign("said"));

    private final TillException.Code code;
    private final List<Parameter> parameters;

    RefundRefusal(TillException.Code code, Parameter... parameters) {
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
