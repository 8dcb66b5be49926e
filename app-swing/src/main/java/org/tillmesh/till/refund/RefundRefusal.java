package org.tillmesh.till.refund;

import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.foreign;
import static org.tillmesh.retail.words.Parameter.named;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillRefusal;

/** What is refused of goods that come back, each with what it says. */
public enum RefundRefusal implements TillRefusal {
    REFUND_TENDER(TillException.Code.BAD_VALUE, named("kind")),
    REFUND_WITHOUT_ACCOUNT(TillException.Code.BAD_VALUE, coded("receipt")),
    ALREADY_RETURNED_THERE(TillException.Code.ALREADY_RETURNED, foreign("said"));

    private final TillException.Code code;
    private final List<Parameter> parameters;

    RefundRefusal(TillException.Code code, Parameter... parameters) {
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
