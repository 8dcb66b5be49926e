package org.tillmesh.till.shop;

import static org.tillmesh.retail.words.Parameter.choice;
import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.count;
import static org.tillmesh.retail.words.Parameter.date;
import static org.tillmesh.retail.words.Parameter.money;
import static org.tillmesh.retail.words.Parameter.named;

import java.util.List;
import org.tillmesh.retail.words.Parameter;

/** What the till as a whole refuses, each with what it says. */
public enum ShopRefusal implements TillRefusal {
    // ---- the folder and its keys
    NOT_ACTIVATED(RefusalCode.NOT_ACTIVATED),
    KEYS_GONE(RefusalCode.NOT_ACTIVATED, coded("tills"), count("records"), coded("first")),
    KEYS_LOST(RefusalCode.FORBIDDEN, coded("tills"), count("records"), coded("first")),
    ONLY_KEYS_LEFT(RefusalCode.NOT_ACTIVATED, coded("till")),
    ONLY_KEYS_AND_NO_ADDRESS(RefusalCode.NOT_ACTIVATED, coded("till")),
    SHUT_OUT_SELLS_NO_MORE(RefusalCode.POLICY, coded("till")),
    SHUT_OUT(RefusalCode.FORBIDDEN, coded("till"), date("at")),
    NO_DATA_OF_COMPANY(RefusalCode.NOT_ACTIVATED),
    NO_DATA_OF_STORE(RefusalCode.NOT_ACTIVATED, coded("store")),
    REAL_FOLDER(RefusalCode.BAD_VALUE, named("folder")),
    KEYS_OF_ANOTHER(RefusalCode.BAD_VALUE, named("folder"), choice("kind", "RELAY", "DEMO_SEED")),
    NO_DEMO_STORE(RefusalCode.BAD_VALUE, named("store")),
    NO_DEMO_TILL(RefusalCode.BAD_VALUE, named("till")),
    ARCHIVED(RefusalCode.OFFLINE, date("month")),

    // ---- who works here
    NOT_LOGGED_IN(RefusalCode.NOT_LOGGED_IN),
    USER_OFF(RefusalCode.NOT_LOGGED_IN, named("user")),
    PIN_CHANGE(RefusalCode.PIN_CHANGE, named("user")),
    NO_SHIFT(RefusalCode.NO_SHIFT, coded("till")),
    TRAINING(RefusalCode.TRAINING, coded("till")),

    // ---- commands
    KEY_LENGTH(RefusalCode.BAD_VALUE, coded("key"), count("length")),
    KEY_OF_ANOTHER(
            RefusalCode.BAD_VALUE,
            coded("key"),
            choice(
                    "command",
                    "COMPLETE",
                    "RETURN",
                    "RECEIVE",
                    "COUNT",
                    "NEW_CUSTOMER",
                    "CASH",
                    "DEPOSIT",
                    "PAY_ACCOUNT",
                    "ADJUST",
                    "SHEET")),
    CART_OPEN(
            RefusalCode.CART_OPEN,
            count("lines"),
            money("total"),
            choice("next", "CLOSE", "LOG_OUT", "RECALL", "TRAIN")),
    PAYMENT_UNDECIDED(RefusalCode.TERMINAL_UNKNOWN, money("amount"), date("at")),
    UNKNOWN_BARCODE(RefusalCode.UNKNOWN_BARCODE, named("code")),
    UNKNOWN_CUSTOMER(RefusalCode.UNKNOWN_CUSTOMER, coded("customer")),
    NO_NUMBER(RefusalCode.BAD_VALUE),

    // ---- the clock
    CLOCK_BEFORE_BUILD(RefusalCode.CLOCK, date("now")),
    CLOCK_BEFORE_LAST(RefusalCode.CLOCK, date("now"), date("last")),
    TIME_BEFORE_BUILD(RefusalCode.BAD_VALUE, date("time"), date("build")),
    TIME_AHEAD(RefusalCode.CLOCK, date("time"), date("latest")),
    DEMO_CLOCK(RefusalCode.FORBIDDEN);

    private final RefusalCode code;
    private final List<Parameter> parameters;

    ShopRefusal(RefusalCode code, Parameter... parameters) {
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
