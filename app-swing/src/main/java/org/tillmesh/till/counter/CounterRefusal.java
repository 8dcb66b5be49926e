package org.tillmesh.till.counter;

import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.count;
import static org.tillmesh.retail.words.Parameter.date;
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
    NOTHING_GONE(TillException.Code.CART_EMPTY),
    OTHER_CART_OPEN(TillException.Code.CART_OPEN),
    UNKNOWN_CART(TillException.Code.UNKNOWN_CART, coded("cart")),
    PARKED_ELSEWHERE(TillException.Code.OFFLINE, named("cart"), coded("till")),
    CART_HAS_BACKS(TillException.Code.POLICY, money("back")),
    CART_HAS_DEPOSIT(TillException.Code.POLICY, money("paid")),
    DEPOSIT_ELSEWHERE(TillException.Code.OFFLINE, money("paid"), coded("till")),
    NO_DEPOSIT(TillException.Code.BAD_VALUE),
    DEPOSIT_EITHER(TillException.Code.BAD_VALUE),
    QUOTED_DAYS(TillException.Code.BAD_VALUE, count("days"), count("most")),
    RECALLED_TO_PARKED(TillException.Code.CART_OPEN, named("cart")),

    // ---- labels and goods
    LABEL_PRICE_LOW(TillException.Code.FORBIDDEN, money("price"), money("shelf"), named("product")),
    SERIAL_NEEDED(TillException.Code.BAD_VALUE, named("product")),
    AGE_CHECK(TillException.Code.AGE_CHECK, named("product"), count("years")),
    STOCK_NOT_ENOUGH(TillException.Code.FORBIDDEN, named("product"), quantity("lacking")),
    EXPIRED(TillException.Code.EXPIRED, coded("batch"), named("product"), date("on")),
    EXPIRED_WITHOUT_BATCH(TillException.Code.EXPIRED, named("product"), date("on")),
    DISCOUNT_EITHER(TillException.Code.BAD_VALUE),

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
    CUSTOMER_TEXT_CONTROL(TillException.Code.BAD_VALUE, coded("field")),
    PHONE_LETTERS(TillException.Code.BAD_VALUE, named("text")),
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
