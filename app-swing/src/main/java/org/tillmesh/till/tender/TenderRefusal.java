package org.tillmesh.till.tender;

import static org.tillmesh.retail.words.Parameter.choice;
import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.count;
import static org.tillmesh.retail.words.Parameter.date;
import static org.tillmesh.retail.words.Parameter.foreign;
import static org.tillmesh.retail.words.Parameter.money;
import static org.tillmesh.retail.words.Parameter.named;
import static org.tillmesh.retail.words.Parameter.sentence;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillRefusal;

/** What is refused of a payment, each with what it says. */
public enum TenderRefusal implements TillRefusal {
    // ---- tenders
    TENDER_NEEDS_CUSTOMER(TillException.Code.UNKNOWN_CUSTOMER, choice("kind", "credit", "account", "points")),
    CITIZENS_ONLY(TillException.Code.BAD_VALUE),
    CART_CHANGED(TillException.Code.BAD_VALUE),
    CARD_CODE_MISSING(TillException.Code.BAD_VALUE),
    CARD_CODE_WRONG(TillException.Code.BAD_VALUE, named("code")),
    CREDIT_LIMIT(TillException.Code.NO_RIGHTS, named("customer"), money("owed"), money("limit"), money("more")),
    POINTS_OFF(TillException.Code.BAD_VALUE),
    REFERENCE_LENGTH(TillException.Code.BAD_VALUE, count("length"), count("most")),
    METHOD_UNKNOWN(TillException.Code.BAD_VALUE, named("method"), coded("methods")),
    METHOD_OF_KIND(TillException.Code.BAD_VALUE, coded("method"), kind("kind"), kind("asked")),
    METHOD_OFF(TillException.Code.BAD_VALUE, kind("kind"), coded("methods")),
    DRAWER_NEGATIVE(TillException.Code.BAD_VALUE, choice("what", "Float", "Counted"), money("amount")),
    DRAWER_TOO_MUCH(
            TillException.Code.BAD_VALUE,
            choice("what", "Float", "Counted", "Cash", "Slips"),
            money("amount"),
            money("most")),
    CASH_TOO_MUCH(TillException.Code.BAD_VALUE, money("amount"), money("due"), money("most")),

    // ---- accounts of customers
    PAID_NOTHING(TillException.Code.BAD_VALUE, money("amount")),
    PAID_TOO_MUCH(TillException.Code.BAD_VALUE, money("amount"), money("most")),
    STATEMENT_PERIOD(TillException.Code.BAD_VALUE, date("from"), date("to")),

    // ---- gift cards and store credit
    CARD_TO_SELL(TillException.Code.BAD_VALUE, named("card")),
    CARD_VALUE(TillException.Code.BAD_VALUE, money("amount"), money("most")),
    CARD_SOLD(TillException.Code.DUPLICATE, coded("card")),
    CARD_IN_CART(TillException.Code.DUPLICATE, coded("card")),
    CARD_SPENT(TillException.Code.NO_RIGHTS, coded("card"), money("needed"), money("held")),
    CARD_NUMBER_MISSING(TillException.Code.BAD_VALUE),
    GIFT_CARD_BLOCKED(TillException.Code.NO_RIGHTS, coded("card")),
    GIFT_CARD_EXPIRED(TillException.Code.NO_RIGHTS, coded("card")),
    RIGHTS_OFFLINE(TillException.Code.NO_RIGHTS, sentence("account"), money("held"), money("needed")),
    RIGHTS_TOO_FEW(TillException.Code.NO_RIGHTS, sentence("account"), money("left"), money("needed")),
    RIGHTS_ELSEWHERE(TillException.Code.NO_RIGHTS, sentence("account"), money("needed")),
    RIGHTS_AWAITED(TillException.Code.NO_RIGHTS, foreign("said"));

    private final TillException.Code code;
    private final List<Parameter> parameters;

    private static Parameter kind(String name) {
        return choice(name, "cash", "card", "credit", "gift", "account", "bank", "points");
    }

    TenderRefusal(TillException.Code code, Parameter... parameters) {
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
