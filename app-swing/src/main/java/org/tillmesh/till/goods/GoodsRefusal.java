package org.tillmesh.till.goods;

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

/** What is refused of goods, each with what it says. */
public enum GoodsRefusal implements TillRefusal {
    // ---- codes
    BAD_CODE(RefusalCode.BAD_VALUE, foreign("fault")),
    CODE_SAYS_BATCH(RefusalCode.BAD_VALUE, coded("said"), coded("given")),
    CODE_SAYS_EXPIRY(RefusalCode.BAD_VALUE, coded("said"), coded("given")),
    CODE_SAYS_QTY(RefusalCode.BAD_VALUE, quantity("said"), quantity("given")),
    NO_QTY(RefusalCode.BAD_VALUE, named("product")),

    // ---- stock
    NEEDS_BATCH(RefusalCode.BAD_VALUE, named("product")),
    COST_NEGATIVE(RefusalCode.BAD_VALUE, money("cost")),
    COST_TOO_MUCH(RefusalCode.BAD_VALUE, money("cost"), named("product"), money("most")),
    STOCK_TOO_MUCH(RefusalCode.BAD_VALUE, quantity("qty"), named("product"), quantity("most")),
    COUNT_BELOW_ZERO(RefusalCode.BAD_VALUE, quantity("qty"), named("product")),
    RECEIVED_NOTHING(RefusalCode.BAD_VALUE, quantity("qty"), named("product")),

    // ---- adjustments
    ADJUSTED_NOTHING(RefusalCode.BAD_VALUE, named("product")),
    ADJUST_SIGN(RefusalCode.BAD_VALUE, quantity("qty"), choice("reason", "DAMAGED", "WASTE", "OWN_USE", "FOUND")),
    ADJUST_NO_BATCH(RefusalCode.BAD_VALUE, coded("batch"), named("product")),
    TEXT_LENGTH(RefusalCode.BAD_VALUE, count("length"), count("most")),

    // ---- count sheets
    SHEET_NAME(RefusalCode.BAD_VALUE, count("length"), count("most")),
    SHEET_UNKNOWN(RefusalCode.BAD_VALUE, coded("sheet")),
    SHEET_POSTED(RefusalCode.BAD_VALUE, named("sheet"), date("at")),
    SHEET_EMPTY(RefusalCode.BAD_VALUE, named("sheet")),
    SHEET_OTHER_CATEGORY(RefusalCode.BAD_VALUE, named("product"), named("sheet"), coded("category")),
    SHEET_BELOW_ZERO(RefusalCode.BAD_VALUE, quantity("qty"), named("product"), quantity("counted")),
    CATEGORY_UNKNOWN(RefusalCode.BAD_VALUE, named("category"), coded("categories")),

    // ---- purchase orders
    ORDER_UNKNOWN(RefusalCode.BAD_VALUE, coded("order")),
    ORDER_SHUT(RefusalCode.BAD_VALUE, coded("order"), choice("state", "closed", "cancelled")),
    NOT_ORDERED(RefusalCode.BAD_VALUE, named("product"), coded("order")),

    // ---- the ledger
    LEDGER_LIMIT(RefusalCode.BAD_VALUE, coded("limit"), coded("most")),
    LEDGER_ENDS_FIRST(RefusalCode.BAD_VALUE, date("from"), date("until"));

    private final RefusalCode code;
    private final List<Parameter> parameters;

    GoodsRefusal(RefusalCode code, Parameter... parameters) {
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
