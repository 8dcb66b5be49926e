package org.tillmesh.till.counter;

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

/** What is refused at the counter, each with what it says. */
public enum CounterRefusal implements TillRefusal {
    // ---- the cart
    CART_EMPTY(TillException.Code.CART_EMPTY),
    NOTHING_TO_PARK(TillException.Code.CART_EMPTY),
    UNKNOWN_CART(TillException.Code.UNKNOWN_CART, coded("cart")),
    PARKED_ELSEWHERE(TillException.Code.OFFLINE, named("cart"), coded("till")),
    RECALLED_TO_PARKED(TillException.Code.CART_OPEN, named("cart")),

    // ---- labels and goods
    LABEL_SAYS_QUANTITY(TillException.Code.BAD_VALUE, coded("label")),
    LABEL_CURRENCY(TillException.Code.BAD_VALUE, coded("label"), money("amount"), coded("currency"), coded("riyal")),
    LABEL_PRICE_ZERO(TillException.Code.BAD_VALUE, coded("label"), named("product"), money("price")),
    LABEL_PRICE_LOW(TillException.Code.FORBIDDEN, money("price"), money("shelf"), named("product")),
    LABEL_MISREAD(TillException.Code.BAD_VALUE, coded("label"), named("product")),
    LABEL_WITHOUT_MEASURE(
            TillException.Code.BAD_VALUE, coded("label"), named("product"), choice("unit", "KGM", "LTR", "MTR")),
    LABEL_OF_A_PIECE(TillException.Code.BAD_VALUE, coded("label"), named("product"), quantity("weight")),
    BAD_GS1(TillException.Code.BAD_VALUE, foreign("said")),
    AGE_CHECK(TillException.Code.AGE_CHECK, named("product"), count("years")),
    EXPIRED(TillException.Code.EXPIRED, coded("batch"), named("product"), date("on")),
    EXPIRED_WITHOUT_BATCH(TillException.Code.EXPIRED, named("product"), date("on")),
    DISCOUNT_EITHER(TillException.Code.BAD_VALUE),
    COUPON_LENGTH(TillException.Code.BAD_VALUE, count("length"), count("most")),
    COUPON_UNKNOWN(TillException.Code.BAD_VALUE, named("coupon")),
    COUPON_OVER(TillException.Code.BAD_VALUE, named("coupon"), named("promotion"), date("until")),
    COUPON_NOT_YET(TillException.Code.BAD_VALUE, named("coupon"), named("promotion"), date("from")),
    COUPON_NOT_HERE(TillException.Code.BAD_VALUE, named("coupon"), named("promotion")),
    COUPON_NOT_NOW(TillException.Code.BAD_VALUE, named("coupon"), named("promotion"), coded("hours")),

    // ---- customers
    CUSTOMER_FIELD(TillException.Code.UNKNOWN_FIELD, coded("field")),
    CUSTOMER_NAME_LENGTH(TillException.Code.BAD_VALUE, named("name"), count("length")),
    CUSTOMER_NAME_EMPTY(TillException.Code.BAD_VALUE),
    CUSTOMER_TEXT_LENGTH(TillException.Code.BAD_VALUE, coded("field"), count("length")),
    CUSTOMER_DOUBLE(TillException.Code.DUPLICATE, named("customer"), coded("given")),
    MERGE_ONE(TillException.Code.BAD_VALUE),
    ANONYMISE_OWES(TillException.Code.POLICY, named("customer"), money("owed")),
    BUILDING_NUMBER(TillException.Code.BAD_VALUE, named("text")),
    POSTAL_CODE(TillException.Code.BAD_VALUE, named("text")),
    ADDITIONAL_NUMBER(TillException.Code.BAD_VALUE, named("text")),
    PHONE_LENGTH(TillException.Code.BAD_VALUE, named("text"), count("length")),
    VAT_NUMBER(TillException.Code.BAD_VALUE, named("text"));

    private final TillException.Code code;
    private final List<Parameter> parameters;

    CounterRefusal(TillException.Code code, Parameter... parameters) {
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
