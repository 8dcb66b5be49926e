package org.tillmesh.till.scan;

import static org.tillmesh.retail.words.Parameter.choice;
import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.count;
import static org.tillmesh.retail.words.Parameter.date;
import static org.tillmesh.retail.words.Parameter.foreign;
import static org.tillmesh.retail.words.Parameter.money;
import static org.tillmesh.retail.words.Parameter.named;
import static org.tillmesh.retail.words.Parameter.quantity;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillRefusal;

/** What is refused of a code, each with what it says. */
public enum ScanRefusal implements TillRefusal {
    LABEL_SAYS_QUANTITY(TillException.Code.BAD_VALUE, coded("label")),
    LABEL_CURRENCY(TillException.Code.BAD_VALUE, coded("label"), money("amount"), coded("currency"), coded("riyal")),
    LABEL_PRICE_ZERO(TillException.Code.BAD_VALUE, coded("label"), named("product"), money("price")),
    LABEL_MISREAD(TillException.Code.BAD_VALUE, coded("label"), named("product")),
    LABEL_WITHOUT_MEASURE(
            TillException.Code.BAD_VALUE, coded("label"), named("product"), choice("unit", "KGM", "LTR", "MTR")),
    LABEL_OF_A_PIECE(TillException.Code.BAD_VALUE, coded("label"), named("product"), quantity("weight")),
    BAD_GS1(TillException.Code.BAD_VALUE, foreign("said")),
    COUPON_LENGTH(TillException.Code.BAD_VALUE, count("length"), count("most")),
    COUPON_UNKNOWN(TillException.Code.BAD_VALUE, named("coupon")),
    COUPON_OVER(TillException.Code.BAD_VALUE, named("coupon"), named("promotion"), date("until")),
    COUPON_NOT_YET(TillException.Code.BAD_VALUE, named("coupon"), named("promotion"), date("from")),
    COUPON_NOT_HERE(TillException.Code.BAD_VALUE, named("coupon"), named("promotion")),
    COUPON_NOT_NOW(TillException.Code.BAD_VALUE, named("coupon"), named("promotion"), coded("hours"));

    private final TillException.Code code;
    private final List<Parameter> parameters;

    ScanRefusal(TillException.Code code, Parameter... parameters) {
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
