package org.tillmesh.till.people;

import static org.tillmesh.retail.words.Parameter.choice;
import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.count;
import static org.tillmesh.retail.words.Parameter.date;
import static org.tillmesh.retail.words.Parameter.foreign;
import static org.tillmesh.retail.words.Parameter.named;
import static org.tillmesh.retail.words.Parameter.sentence;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillRefusal;

/** What logins, approvals and PINs are refused for, each with what it says. */
public enum PeopleRefusal implements TillRefusal {
    UNKNOWN_USER(TillException.Code.BAD_VALUE, coded("user"), coded("users")),
    WRONG_PIN(TillException.Code.WRONG_PIN, count("left")),
    WRONG_PIN_LOCKS(TillException.Code.WRONG_PIN, date("until")),
    TILL_LOCKED(TillException.Code.LOCKED, count("count"), date("until")),
    USER_LOCKED(TillException.Code.LOCKED, count("count"), date("until")),
    NOT_ALONE(TillException.Code.FORBIDDEN, sentence("act")),
    CLOCKED_IN(TillException.Code.BAD_VALUE, named("user"), date("since")),
    CLOCKED_OUT(TillException.Code.BAD_VALUE, named("user")),
    NEW_PIN_RULE(TillException.Code.BAD_VALUE, choice("role", "cashier", "manager"), coded("least"), coded("most")),
    NEW_PIN_SAME(TillException.Code.BAD_VALUE),
    NEW_PIN_TAKEN(TillException.Code.BAD_VALUE),
    NEW_PIN_LOCKED(TillException.Code.LOCKED, count("count"), date("until")),
    NEW_PIN_OFFLINE(TillException.Code.OFFLINE),
    NEW_PIN_UNANSWERED(TillException.Code.TIMEOUT),
    NEW_PIN_BEHIND(TillException.Code.OFFLINE, foreign("said")),
    NEW_PIN_REFUSED(TillException.Code.FORBIDDEN, foreign("said"));

    private final TillException.Code code;
    private final List<Parameter> parameters;

    PeopleRefusal(TillException.Code code, Parameter... parameters) {
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
