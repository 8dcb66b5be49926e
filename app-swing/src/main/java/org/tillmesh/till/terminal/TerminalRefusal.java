package org.tillmesh.till.terminal;

import static org.tillmesh.retail.words.Parameter.choice;
import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.foreign;
import static org.tillmesh.retail.words.Parameter.money;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillRefusal;

/** What is refused of card payments, each with what it says. */
public enum TerminalRefusal implements TillRefusal {
    NOT_SET(TillException.Code.DEVICE),
    UNREACHABLE(TillException.Code.DEVICE, foreign("said")),
    CANT(TillException.Code.DEVICE, foreign("said")),
    BUSY(TillException.Code.TERMINAL_BUSY),
    NOT_COUNTED(TillException.Code.DEVICE, foreign("said")),
    DECLINED(
            TillException.Code.DECLINED,
            money("amount"),
            why(),
            coded("code")),
    REFUND_DECLINED(TillException.Code.DECLINED, money("amount"), why(), coded("code")),
    REFUND_UNKNOWN(TillException.Code.TERMINAL_UNKNOWN, money("amount"), foreign("said")),
    REFUND_WAITS(TillException.Code.POLICY, money("amount")),
    REFUND_CHANGED(TillException.Code.POLICY),
    OUTCOME_UNKNOWN(TillException.Code.TERMINAL_UNKNOWN, money("amount"), foreign("said")),
    CHARGED(TillException.Code.POLICY, money("amount")),
    UNKNOWN_INTENT(TillException.Code.BAD_VALUE, coded("intent")),
    DECIDED(
            TillException.Code.BAD_VALUE,
            money("amount"),
            choice("state", "OPEN", "UNKNOWN", "APPROVED", "DECLINED", "REVERSED")),
    NO_RECEIPT(TillException.Code.BAD_VALUE, money("amount")),
    CART_GONE(TillException.Code.BAD_VALUE, money("amount"));

    private final TillException.Code code;
    private final List<Parameter> parameters;

    TerminalRefusal(TillException.Code code, Parameter... parameters) {
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
    public TillException.Code code() {
        return code;
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }
}
