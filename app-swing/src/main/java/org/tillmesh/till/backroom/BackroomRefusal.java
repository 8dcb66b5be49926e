package org.tillmesh.till.backroom;

import static org.tillmesh.retail.words.Parameter.choice;
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

/** What is refused behind the counter, each with what it says. */
public enum BackroomRefusal implements TillRefusal {
    // ---- shifts
    SHIFT_OPEN(TillException.Code.SHIFT_OPEN, coded("shift"), named("user"), date("since")),
    SHIFT_STILL_OPEN(TillException.Code.SHIFT_OPEN, coded("shift"), named("user")),
    NO_SHIFT_FOR_THE_DAY(TillException.Code.NO_SHIFT),

    // ---- cash
    CASH_NOT_POSITIVE(TillException.Code.BAD_VALUE, money("amount")),
    NO_REASON(TillException.Code.BAD_VALUE),
    REASON_LENGTH(TillException.Code.BAD_VALUE, count("length"), count("most")),
    NO_DENOMINATION(TillException.Code.BAD_VALUE, named("text"), coded("values")),
    DENOMINATION_TWICE(TillException.Code.BAD_VALUE, money("value")),
    PIECES_OUT_OF_RANGE(TillException.Code.BAD_VALUE, coded("pieces"), money("value"), coded("most")),
    NO_CASH_COUNTED(TillException.Code.BAD_VALUE),
    UNKNOWN_TENDER(TillException.Code.BAD_VALUE, named("tender"), coded("tenders")),

    // ---- the audit trail
    AUDIT_LIMIT(TillException.Code.BAD_VALUE, coded("limit"), coded("most")),
    AUDIT_ENDS_FIRST(TillException.Code.BAD_VALUE, date("from"), date("until")),

    // ---- what needs head office
    OFFICE_OFFLINE(TillException.Code.OFFLINE, choice("what", "stocks", "transfers", "approvals")),
    TRANSFER_TO_SELF(TillException.Code.BAD_VALUE, coded("store")),
    TRANSFER_OF_NOTHING(TillException.Code.BAD_VALUE, quantity("qty")),
    TRANSFER_NEGATIVE(TillException.Code.BAD_VALUE, quantity("qty"), named("product")),
    TRANSFER_MORE(TillException.Code.BAD_VALUE, quantity("qty"), named("product"), quantity("most")),
    TRANSFER_WITHOUT(TillException.Code.BAD_VALUE, named("product"), coded("transfer")),
    UNKNOWN_TRANSFER(TillException.Code.BAD_VALUE, coded("transfer")),
    APPROVAL_OF_WHAT(TillException.Code.BAD_VALUE, named("what")),
    UNKNOWN_APPROVAL(TillException.Code.BAD_VALUE, coded("request")),

    // ---- Zs and exceptions
    UNKNOWN_Z(TillException.Code.BAD_VALUE, coded("number")),
    UNKNOWN_X(TillException.Code.BAD_VALUE, coded("number")),
    UNKNOWN_EXCEPTION(TillException.Code.BAD_VALUE, coded("exception"));

    private final TillException.Code code;
    private final List<Parameter> parameters;

    BackroomRefusal(TillException.Code code, Parameter... parameters) {
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
