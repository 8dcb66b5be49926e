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
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.TillRefusal;

/** What is refused of a payment, each with what it says. */
public enum TenderRefusal implements TillRefusal {
    // ---- tenders
    TENDER_NEEDS_CUSTOMER(RefusalCode.UNKNOWN_CUSTOMER, choice("kind", "credit", "account", "points")),
    CITIZENS_ONLY(RefusalCode.BAD_VALUE),
    CART_CHANGED(RefusalCode.BAD_VALUE),
    CARD_CODE_MISSING(RefusalCode.BAD_VALUE),
    CARD_CODE_WRONG(RefusalCode.BAD_VALUE, named("code")),
    CREDIT_LIMIT(RefusalCode.NO_RIGHTS, named("customer"), money("owed"), money("limit"), money("more")),
    POINTS_OFF(RefusalCode.BAD_VALUE),
    REFERENCE_LENGTH(RefusalCode.BAD_VALUE, count("length"), count("most")),
    METHOD_UNKNOWN(RefusalCode.BAD_VALUE, named("method"), coded("methods")),
    METHOD_OF_KIND(RefusalCode.BAD_VALUE, coded("method"), kind("kind"), kind("asked")),
    METHOD_OFF(RefusalCode.BAD_VALUE, kind("kind"), coded("methods")),
    DRAWER_NEGATIVE(RefusalCode.BAD_VALUE, choice("what", "Float", "Counted"), money("amount")),
    DRAWER_TOO_MUCH(
            RefusalCode.BAD_VALUE, choice("what", "Float", "Counted", "Cash", "Slips"), money("amount"), money("most")),
    CASH_TOO_MUCH(RefusalCode.BAD_VALUE, money("amount"), money("due"), money("most")),

    // ---- accounts of customers
    PAID_NOTHING(RefusalCode.BAD_VALUE, money("amount")),
    PAID_TOO_MUCH(RefusalCode.BAD_VALUE, money("amount"), money("most")),
    STATEMENT_PERIOD(RefusalCode.BAD_VALUE, date("from"), date("to")),

    // ---- gift cards and store credit
    CARD_TO_SELL(RefusalCode.BAD_VALUE, named("card")),
    CARD_VALUE(RefusalCode.BAD_VALUE, money("amount"), money("most")),
    CARD_SOLD(RefusalCode.DUPLICATE, coded("card")),
    CARD_IN_CART(RefusalCode.DUPLICATE, coded("card")),
    CARD_SPENT(RefusalCode.NO_RIGHTS, coded("card"), money("needed"), money("held")),
    CARD_NUMBER_MISSING(RefusalCode.BAD_VALUE),
    GIFT_CARD_BLOCKED(RefusalCode.NO_RIGHTS, coded("card")),
    GIFT_CARD_EXPIRED(RefusalCode.NO_RIGHTS, coded("card")),
    RIGHTS_OFFLINE(RefusalCode.NO_RIGHTS, sentence("account"), money("held"), money("needed")),
    RIGHTS_TOO_FEW(RefusalCode.NO_RIGHTS, sentence("account"), money("left"), money("needed")),
    RIGHTS_ELSEWHERE(RefusalCode.NO_RIGHTS, sentence("account"), money("needed")),
    RIGHTS_AWAITED(RefusalCode.NO_RIGHTS, foreign("said"));

    private final RefusalCode code;
    private final List<Parameter> parameters;

    private static Parameter kind(String name) {
        return choice(name, "cash", "card", "credit", "gift", "account", "bank", "points");
    }

    TenderRefusal(RefusalCode code, Parameter... parameters) {
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
