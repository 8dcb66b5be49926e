package org.tillmesh.till.people;

import static org.tillmesh.retail.words.Parameter.choice;
import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.count;
import static org.tillmesh.retail.words.Parameter.foreign;
import static org.tillmesh.retail.words.Parameter.money;
import static org.tillmesh.retail.words.Parameter.named;
import static org.tillmesh.retail.words.Parameter.percent;
import static org.tillmesh.retail.words.Parameter.words;

import java.util.List;
import java.util.Locale;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.retail.words.Wording;

/** What a cashier may not do alone: the verb of an approval question, with the sum or the percentage that it is about. */
public enum Act implements Wording {
    GIVE_DISCOUNT(percent("limit"), percent("given")),
    CHECK_AGE,
    SELL_EXPIRED,
    SELL_WITHOUT_STOCK,
    LOW_LABEL_PRICE,
    PRICE_BY_HAND(named("product"), money("shelf"), money("price")),
    PAY_BACK_ANOTHER_WAY(
            money("sum"),
            choice("kind", "cash", "card", "credit", "gift", "account", "bank", "points"),
            coded("receipt"),
            foreign("paid"),
            words("ways")),
    PAY_BACK_MORE(money("sum"), coded("receipt"), money("limit")),
    RETURN_WITHOUT_RECEIPT(money("sum")),
    LEAVE_SPENT_POINTS(count("points"), coded("receipt")),
    REISSUE,
    CLOSE_SHIFT_OF(named("user")),
    CLOSE_DAY,
    MOVE_CASH(choice("kind", "IN", "OUT", "DROP"), money("sum")),
    OPEN_DRAWER,
    TAKE_MORE_THAN_THE_DRAWER_HOLDS(money("sum"), money("held")),
    PASS_CREDIT_LIMIT(named("customer"), money("owed"), money("limit"), money("more")),
    SEE_REPORTS,
    SEE_AUDIT,
    MERGE_CUSTOMERS,
    ANONYMISE_CUSTOMER,
    RECEIVE_STOCK,
    COUNT_STOCK,
    ADJUST_STOCK,
    ASK_FOR_GOODS,
    STEP_TRANSFER,
    SET_TIME,
    CONFIRM_CHAIN,
    DECIDE_PAYMENT(money("sum")),
    SETTLE_TERMINAL,
    RESOLVE,
    BACKUP,
    EXPORT_UNSENT,
    SET_UP_DEVICES,
    ONBOARD,
    RENEW,
    TRAIN;

    private final List<Parameter> parameters;

    Act(Parameter... parameters) {
        this.parameters = List.of(parameters);
    }

    /** How a role's rights name it: {@code price-by-hand}. */
    public String right() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }
}
