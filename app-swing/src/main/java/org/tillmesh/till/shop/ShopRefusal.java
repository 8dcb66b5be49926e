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
    NOT_ACTIVATED(TillException.Code.NOT_ACTIVATED),
    KEYS_GONE(TillException.Code.NOT_ACTIVATED, coded("tills"), count("records"), coded("first")),
    KEYS_LOST(TillException.Code.FORBIDDEN, coded("tills"), count("records"), coded("first")),
    ONLY_KEYS_LEFT(TillException.Code.NOT_ACTIVATED, coded("till")),
    ONLY_KEYS_AND_NO_ADDRESS(TillException.Code.NOT_ACTIVATED, coded("till")),
    SHUT_OUT_SELLS_NO_MORE(TillException.Code.POLICY, coded("till")),
    SHUT_OUT(TillException.Code.FORBIDDEN, coded("till"), date("at")),
    NO_DATA_OF_COMPANY(TillException.Code.NOT_ACTIVATED),
    NO_DATA_OF_STORE(TillException.Code.NOT_ACTIVATED, coded("store")),
    REAL_FOLDER(TillException.Code.BAD_VALUE, named("folder")),
    KEYS_OF_ANOTHER(TillException.Code.BAD_VALUE, named("folder"), choice("kind", "RELAY", "DEMO_SEED")),
    NO_DEMO_STORE(TillException.Code.BAD_VALUE, named("store")),
    NO_DEMO_TILL(TillException.Code.BAD_VALUE, named("till")),
    ARCHIVED(TillException.Code.OFFLINE, date("month")),

    // ---- who works here
    NOT_LOGGED_IN(TillException.Code.NOT_LOGGED_IN),
    USER_OFF(TillException.Code.NOT_LOGGED_IN, named("user")),
    PIN_CHANGE(TillException.Code.PIN_CHANGE, named("user")),
    NO_SHIFT(TillException.Code.NO_SHIFT, coded("till")),
    TRAINING(TillException.Code.TRAINING, coded("till")),

    // ---- commands
    KEY_LENGTH(TillException.Code.BAD_VALUE, coded("key"), count("length")),
    KEY_OF_ANOTHER(
            TillException.Code.BAD_VALUE,
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
            TillException.Code.CART_OPEN,
            count("lines"),
            money("total"),
            choice("next", "CLOSE", "LOG_OUT", "RECALL", "TRAIN")),
    PAYMENT_UNDECIDED(TillException.Code.TERMINAL_UNKNOWN, money("amount"), date("at")),
    UNKNOWN_BARCODE(TillException.Code.UNKNOWN_BARCODE, named("code")),
    UNKNOWN_CUSTOMER(TillException.Code.UNKNOWN_CUSTOMER, coded("customer")),
    NO_NUMBER(TillException.Code.BAD_VALUE),

    // ---- the clock
    CLOCK_BEFORE_BUILD(TillException.Code.CLOCK, date("now")),
    CLOCK_BEFORE_LAST(TillException.Code.CLOCK, date("now"), date("last")),
    TIME_BEFORE_BUILD(TillException.Code.BAD_VALUE, date("time"), date("build")),
    TIME_AHEAD(TillException.Code.CLOCK, date("time"), date("latest")),
    DEMO_CLOCK(TillException.Code.FORBIDDEN);

    private final TillException.Code code;
    private final List<Parameter> parameters;

    ShopRefusal(TillException.Code code, Parameter... parameters) {
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
