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
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.TillRefusal;

/** What is refused behind the counter, each with what it says. */
public enum BackroomRefusal implements TillRefusal {
    // ---- shifts
    SHIFT_OPEN(RefusalCode.SHIFT_OPEN, coded("shift"), named("user"), date("since")),
    SHIFT_STILL_OPEN(RefusalCode.SHIFT_OPEN, coded("shift"), named("user")),
    NO_SHIFT_FOR_THE_DAY(RefusalCode.NO_SHIFT),

    // ---- cash
    CASH_NOT_POSITIVE(RefusalCode.BAD_VALUE, money("amount")),
    NO_REASON(RefusalCode.BAD_VALUE),
    REASON_LENGTH(RefusalCode.BAD_VALUE, count("length"), count("most")),
    NO_DENOMINATION(RefusalCode.BAD_VALUE, named("text"), coded("values")),
    DENOMINATION_TWICE(RefusalCode.BAD_VALUE, money("value")),
    PIECES_OUT_OF_RANGE(RefusalCode.BAD_VALUE, coded("pieces"), money("value"), coded("most")),
    NO_CASH_COUNTED(RefusalCode.BAD_VALUE),
    UNKNOWN_TENDER(RefusalCode.BAD_VALUE, named("tender"), coded("tenders")),

    // ---- the audit trail
    AUDIT_LIMIT(RefusalCode.BAD_VALUE, coded("limit"), coded("most")),
    AUDIT_ENDS_FIRST(RefusalCode.BAD_VALUE, date("from"), date("until")),

    // ---- what needs head office
    OFFICE_OFFLINE(RefusalCode.OFFLINE, choice("what", "stocks", "transfers", "approvals")),
    TRANSFER_TO_SELF(RefusalCode.BAD_VALUE, coded("store")),
    TRANSFER_OF_NOTHING(RefusalCode.BAD_VALUE, quantity("qty")),
    TRANSFER_NEGATIVE(RefusalCode.BAD_VALUE, quantity("qty"), named("product")),
    TRANSFER_MORE(RefusalCode.BAD_VALUE, quantity("qty"), named("product"), quantity("most")),
    TRANSFER_WITHOUT(RefusalCode.BAD_VALUE, named("product"), coded("transfer")),
    UNKNOWN_TRANSFER(RefusalCode.BAD_VALUE, coded("transfer")),
    APPROVAL_OF_WHAT(RefusalCode.BAD_VALUE, named("what")),
    UNKNOWN_APPROVAL(RefusalCode.BAD_VALUE, coded("request")),

    // ---- Zs and exceptions
    UNKNOWN_Z(RefusalCode.BAD_VALUE, coded("number")),
    UNKNOWN_X(RefusalCode.BAD_VALUE, coded("number")),
    UNKNOWN_EXCEPTION(RefusalCode.BAD_VALUE, coded("exception"));

    private final RefusalCode code;
    private final List<Parameter> parameters;

    BackroomRefusal(RefusalCode code, Parameter... parameters) {
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
