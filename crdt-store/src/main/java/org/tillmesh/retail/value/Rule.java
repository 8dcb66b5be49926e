package org.tillmesh.retail.value;

import static org.tillmesh.retail.words.Parameter.choice;
import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.count;
import static org.tillmesh.retail.words.Parameter.date;
import static org.tillmesh.retail.words.Parameter.money;
import static org.tillmesh.retail.words.Parameter.named;
import static org.tillmesh.retail.words.Parameter.percent;
import static org.tillmesh.retail.words.Parameter.quantity;
import static org.tillmesh.retail.words.Parameter.sentence;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.retail.words.Wording;

/** The rules of the shop, each with what a refusal by it says. */
public enum Rule implements Wording {
    // ---- texts that are to be values
    NO_AMOUNT(RetailException.Kind.BAD_VALUE, named("text"), coded("currency"), money("example")),
    NO_QUANTITY(RetailException.Kind.BAD_VALUE, named("text")),
    NO_QUANTITY_BUT_A_BARCODE(RetailException.Kind.BAD_VALUE, named("text")),
    NO_RECEIPT_NUMBER(RetailException.Kind.BAD_VALUE, named("text")),
    RECEIPT_COUNTER_LOW(RetailException.Kind.BAD_VALUE, coded("counter"), coded("till")),
    NO_TILL_NAME(RetailException.Kind.BAD_VALUE, named("text")),
    NO_ID(RetailException.Kind.BAD_VALUE, named("text")),
    NO_ACCOUNT(RetailException.Kind.BAD_VALUE, named("text")),
    ACCOUNT_WITHOUT_HOLDER(RetailException.Kind.BAD_VALUE, choice("kind", "gift", "credit", "points")),

    // ---- lines of a cart
    CART_EMPTY(RetailException.Kind.CART_EMPTY),
    NO_LINE_OF_CART(RetailException.Kind.UNKNOWN_LINE, coded("line"), coded("lines")),
    LINE_COMES_BACK(RetailException.Kind.BAD_VALUE, coded("line")),
    CART_FULL(RetailException.Kind.BAD_VALUE, count("most")),
    NO_GIFT_CARD(RetailException.Kind.BAD_VALUE, named("product"), coded("card")),
    LABEL_PRICE_STANDS(RetailException.Kind.BAD_VALUE, coded("line"), money("price"), quantity("qty")),
    QUANTITY_OUT_OF_RANGE(RetailException.Kind.BAD_VALUE, quantity("qty"), named("product"), quantity("most")),
    QUANTITY_IS_BARCODE(RetailException.Kind.BAD_VALUE, quantity("qty"), named("product")),
    PRICE_OUT_OF_RANGE(RetailException.Kind.BAD_VALUE, named("product"), money("price"), money("most")),
    CART_TOO_DEAR(RetailException.Kind.BAD_VALUE, quantity("qty"), named("product"), money("most")),
    FRACTION_OF_A_PIECE(RetailException.Kind.BAD_VALUE, quantity("qty"), named("product")),
    SPLIT_PAID(RetailException.Kind.BAD_VALUE, money("paid")),
    SPLIT_LINE_TWICE(RetailException.Kind.BAD_VALUE, coded("line")),
    SPLIT_QUANTITY(RetailException.Kind.BAD_VALUE, quantity("qty"), coded("line"), quantity("most")),
    SPLIT_IN_ONE(RetailException.Kind.BAD_VALUE),
    NOTE_LENGTH(RetailException.Kind.BAD_VALUE, coded("line"), count("length"), count("most")),
    UNIT_CONTAINS(RetailException.Kind.BAD_VALUE, coded("unit"), quantity("contains"), quantity("most")),
    UNKNOWN_CODE_LENGTH(RetailException.Kind.BAD_VALUE, count("length"), count("most")),
    UNKNOWN_CODES_FULL(RetailException.Kind.BAD_VALUE, count("most")),

    SERIAL_LENGTH(RetailException.Kind.BAD_VALUE, named("product"), count("length"), count("most")),
    SERIAL_OF_ONE(RetailException.Kind.BAD_VALUE, coded("serial"), named("product"), quantity("qty")),
    SERIAL_TWICE(RetailException.Kind.BAD_VALUE, coded("serial"), named("product"), coded("line")),
    RIDES_ALONG(RetailException.Kind.BAD_VALUE, coded("line"), named("product"), coded("carrier")),

    // ---- discounts and offers
    PERCENT_OUT_OF_RANGE(RetailException.Kind.BAD_VALUE, percent("percent")),
    NO_PERCENT(RetailException.Kind.BAD_VALUE, named("text")),
    DISCOUNT_NEGATIVE(RetailException.Kind.BAD_VALUE, money("amount")),
    DISCOUNT_ABOVE_LINE(RetailException.Kind.BAD_VALUE, money("amount"), coded("line"), money("sum")),
    DISCOUNT_ABOVE_CART(RetailException.Kind.BAD_VALUE, money("amount"), money("sum")),
    HAND_PRICE_OUT_OF_RANGE(RetailException.Kind.BAD_VALUE, money("price"), coded("line"), money("most")),
    HAND_PRICE_REASON(RetailException.Kind.BAD_VALUE, coded("line"), count("length"), count("most")),
    HAND_PRICE_OF_CARD(RetailException.Kind.BAD_VALUE, coded("line"), money("price")),
    COUPONS_FULL(RetailException.Kind.BAD_VALUE, count("most")),
    OFFER_NOT_POSITIVE(RetailException.Kind.BAD_VALUE, choice("field", "amount", "over"), money("value")),
    OFFER_PRICE_NEGATIVE(RetailException.Kind.BAD_VALUE, money("price")),
    OFFER_COUNT_LOW(RetailException.Kind.BAD_VALUE, choice("field", "count", "buy", "get"), coded("number")),
    BUNDLE_EMPTY(RetailException.Kind.BAD_VALUE),
    BUNDLE_PART_EMPTY(RetailException.Kind.BAD_VALUE),
    AT_MOST_NEGATIVE(RetailException.Kind.BAD_VALUE, coded("number")),
    HOURS_HALF(RetailException.Kind.BAD_VALUE, coded("given")),
    HOURS_EMPTY(RetailException.Kind.BAD_VALUE, coded("time")),
    ENDS_BEFORE_START(RetailException.Kind.BAD_VALUE, date("from"), date("until")),

    // ---- tenders
    DEPOSIT_RANGE(RetailException.Kind.BAD_VALUE, money("amount"), money("left")),
    DEPOSIT_ABOVE_GOODS(RetailException.Kind.BAD_VALUE, money("paid"), money("over")),
    DEPOSIT_LINE(RetailException.Kind.BAD_VALUE, coded("line"), coded("receipt")),
    TENDER_NOT_POSITIVE(RetailException.Kind.BAD_VALUE, money("amount")),
    TENDER_ABOVE_DUE(
            RetailException.Kind.OVERPAID,
            money("amount"),
            choice("kind", "cash", "card", "credit", "gift", "account", "bank", "points"),
            money("due")),
    NO_TENDER(RetailException.Kind.BAD_VALUE, coded("index"), count("tenders")),
    NOT_PAID(RetailException.Kind.NOT_PAID, money("total"), money("paid"), money("due")),
    OVERPAID_WITHOUT_CHANGE(RetailException.Kind.OVERPAID, money("sum"), money("total")),

    // ---- invoices
    SUMMARY_DAYS(RetailException.Kind.BAD_VALUE, date("from"), date("until")),
    SUMMARY_DAYS_SWAPPED(RetailException.Kind.BAD_VALUE, date("from"), date("until")),
    NO_NATIONAL_ID(RetailException.Kind.BAD_VALUE, coded("id")),

    // ---- returns
    RETURN_OF_A_RETURN(RetailException.Kind.BAD_VALUE, coded("receipt")),
    RETURN_OF_NOTHING(RetailException.Kind.BAD_VALUE, coded("receipt")),
    RETURN_PART_OF_BUNDLE(RetailException.Kind.BAD_VALUE, coded("line"), coded("bundle")),
    RETURN_LINE_TWICE(RetailException.Kind.BAD_VALUE, coded("line")),
    NO_LINE_OF_RECEIPT(RetailException.Kind.UNKNOWN_LINE, coded("receipt"), coded("line"), coded("lines")),
    RETURN_QUANTITY(
            RetailException.Kind.BAD_VALUE, quantity("qty"), coded("line"), choice("number", "positive", "whole")),
    ALREADY_RETURNED(
            RetailException.Kind.ALREADY_RETURNED,
            coded("line"),
            coded("receipt"),
            quantity("sold"),
            quantity("back"),
            quantity("most"),
            sentence("returns")),
    NOT_LEFT_AS_PAID(RetailException.Kind.BAD_VALUE, coded("receipt"), money("left"), money("total"));

    private final RetailException.Kind kind;
    private final List<Parameter> parameters;

    Rule(RetailException.Kind kind, Parameter... parameters) {
        this.kind = kind;
        this.parameters = List.of(parameters);
    }

    public RetailException.Kind kind() {
        return kind;
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }
}
