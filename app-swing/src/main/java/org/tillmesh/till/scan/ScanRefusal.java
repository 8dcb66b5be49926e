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
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.TillRefusal;

/** What is refused of a code, each with what it says. */
public enum ScanRefusal implements TillRefusal {
    LABEL_SAYS_QUANTITY(RefusalCode.BAD_VALUE, coded("label")),
    LABEL_CURRENCY(RefusalCode.BAD_VALUE, coded("label"), money("amount"), coded("currency"), coded("riyal")),
    LABEL_PRICE_ZERO(RefusalCode.BAD_VALUE, coded("label"), named("product"), money("price")),
    LABEL_MISREAD(RefusalCode.BAD_VALUE, coded("label"), named("product")),
    LABEL_WITHOUT_MEASURE(RefusalCode.BAD_VALUE, coded("label"), named("product"), choice("unit", "KGM", "LTR", "MTR")),
    LABEL_OF_A_PIECE(RefusalCode.BAD_VALUE, coded("label"), named("product"), quantity("weight")),
    BAD_GS1(RefusalCode.BAD_VALUE, foreign("said")),
    COUPON_LENGTH(RefusalCode.BAD_VALUE, count("length"), count("most")),
    COUPON_UNKNOWN(RefusalCode.BAD_VALUE, named("coupon")),
    COUPON_OVER(RefusalCode.BAD_VALUE, named("coupon"), named("promotion"), date("until")),
    COUPON_NOT_YET(RefusalCode.BAD_VALUE, named("coupon"), named("promotion"), date("from")),
    COUPON_NOT_HERE(RefusalCode.BAD_VALUE, named("coupon"), named("promotion")),
    COUPON_NOT_NOW(RefusalCode.BAD_VALUE, named("coupon"), named("promotion"), coded("hours"));

    private final RefusalCode code;
    private final List<Parameter> parameters;

    ScanRefusal(RefusalCode code, Parameter... parameters) {
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
