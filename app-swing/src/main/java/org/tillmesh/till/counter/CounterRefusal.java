package org.tillmesh.till.counter;

import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.count;
import static org.tillmesh.retail.words.Parameter.date;
import static org.tillmesh.retail.words.Parameter.money;
import static org.tillmesh.retail.words.Parameter.named;
import static org.tillmesh.retail.words.Parameter.quantity;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.TillRefusal;

/** What is refused at the counter, each with what it says. */
public enum CounterRefusal implements TillRefusal {
    // ---- the cart
    CART_EMPTY(RefusalCode.CART_EMPTY),
    NOTHING_TO_PARK(RefusalCode.CART_EMPTY),
    NOTHING_GONE(RefusalCode.CART_EMPTY),
    OTHER_CART_OPEN(RefusalCode.CART_OPEN),
    UNKNOWN_CART(RefusalCode.UNKNOWN_CART, coded("cart")),
    PARKED_ELSEWHERE(RefusalCode.OFFLINE, named("cart"), coded("till")),
    CART_HAS_BACKS(RefusalCode.POLICY, money("back")),
    CART_HAS_DEPOSIT(RefusalCode.POLICY, money("paid")),
    DEPOSIT_ELSEWHERE(RefusalCode.OFFLINE, money("paid"), coded("till")),
    NO_DEPOSIT(RefusalCode.BAD_VALUE),
    DEPOSIT_EITHER(RefusalCode.BAD_VALUE),
    QUOTED_DAYS(RefusalCode.BAD_VALUE, count("days"), count("most")),
    RECALLED_TO_PARKED(RefusalCode.CART_OPEN, named("cart")),

    // ---- labels and goods
    LABEL_PRICE_LOW(RefusalCode.FORBIDDEN, money("price"), money("shelf"), named("product")),
    SERIAL_NEEDED(RefusalCode.BAD_VALUE, named("product")),
    AGE_CHECK(RefusalCode.AGE_CHECK, named("product"), count("years")),
    STOCK_NOT_ENOUGH(RefusalCode.FORBIDDEN, named("product"), quantity("lacking")),
    EXPIRED(RefusalCode.EXPIRED, coded("batch"), named("product"), date("on")),
    EXPIRED_WITHOUT_BATCH(RefusalCode.EXPIRED, named("product"), date("on")),
    DISCOUNT_EITHER(RefusalCode.BAD_VALUE),

    // ---- customers
    CUSTOMER_FIELD(RefusalCode.UNKNOWN_FIELD, coded("field")),
    CUSTOMER_NAME_LENGTH(RefusalCode.BAD_VALUE, named("name"), count("length")),
    CUSTOMER_NAME_EMPTY(RefusalCode.BAD_VALUE),
    CUSTOMER_TEXT_LENGTH(RefusalCode.BAD_VALUE, coded("field"), count("length")),
    CUSTOMER_DOUBLE(RefusalCode.DUPLICATE, named("customer"), coded("given")),
    MERGE_ONE(RefusalCode.BAD_VALUE),
    ANONYMISE_OWES(RefusalCode.POLICY, named("customer"), money("owed")),
    BUILDING_NUMBER(RefusalCode.BAD_VALUE, named("text")),
    POSTAL_CODE(RefusalCode.BAD_VALUE, named("text")),
    ADDITIONAL_NUMBER(RefusalCode.BAD_VALUE, named("text")),
    CUSTOMER_TEXT_CONTROL(RefusalCode.BAD_VALUE, coded("field")),
    PHONE_LETTERS(RefusalCode.BAD_VALUE, named("text")),
    PHONE_LENGTH(RefusalCode.BAD_VALUE, named("text"), count("length")),
    VAT_NUMBER(RefusalCode.BAD_VALUE, named("text"));

    private final RefusalCode code;
    private final List<Parameter> parameters;

    CounterRefusal(RefusalCode code, Parameter... parameters) {
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
