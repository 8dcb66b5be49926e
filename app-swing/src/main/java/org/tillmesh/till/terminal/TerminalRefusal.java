package org.tillmesh.till.terminal;

import static org.tillmesh.retail.words.Parameter.choice;
import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.foreign;
import static org.tillmesh.retail.words.Parameter.money;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.TillRefusal;

/** What is refused of card payments, each with what it says. */
public enum TerminalRefusal implements TillRefusal {
    NOT_SET(RefusalCode.DEVICE),
    UNREACHABLE(RefusalCode.DEVICE, foreign("said")),
    CANT(RefusalCode.DEVICE, foreign("said")),
    BUSY(RefusalCode.TERMINAL_BUSY),
    NOT_COUNTED(RefusalCode.DEVICE, foreign("said")),
    DECLINED(RefusalCode.DECLINED, money("amount"), why(), coded("code")),
    REFUND_DECLINED(RefusalCode.DECLINED, money("amount"), why(), coded("code")),
    REFUND_UNKNOWN(RefusalCode.TERMINAL_UNKNOWN, money("amount"), foreign("said")),
    REFUND_WAITS(RefusalCode.POLICY, money("amount")),
    REFUND_CHANGED(RefusalCode.POLICY),
    OUTCOME_UNKNOWN(RefusalCode.TERMINAL_UNKNOWN, money("amount"), foreign("said")),
    CHARGED(RefusalCode.POLICY, money("amount")),
    UNKNOWN_INTENT(RefusalCode.BAD_VALUE, coded("intent")),
    DECIDED(
            RefusalCode.BAD_VALUE,
            money("amount"),
            choice("state", "OPEN", "UNKNOWN", "APPROVED", "DECLINED", "REVERSED")),
    NO_RECEIPT(RefusalCode.BAD_VALUE, money("amount")),
    CART_GONE(RefusalCode.BAD_VALUE, money("amount"));

    private final RefusalCode code;
    private final List<Parameter> parameters;

    TerminalRefusal(RefusalCode code, Parameter... parameters) {
        this.code = code;
        this.parameters = List.of(parameters);
    }

    private static Parameter why() {
        return choice(
                "reason",
                "NO_FUNDS",
                "WRONG_PIN",
                "EXPIRED",
                "BLOCKED",
                "CANCELLED",
                "UNREADABLE",
                "AMOUNT",
                "CURRENCY",
                "NOT_ACCEPTED",
                "NO_HOST",
                "ALREADY_REVERSED",
                "OTHER");
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
