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
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.TillRefusal;

/** What logins, approvals and PINs are refused for, each with what it says. */
public enum PeopleRefusal implements TillRefusal {
    UNKNOWN_USER(RefusalCode.BAD_VALUE, coded("user"), coded("users")),
    WRONG_PIN(RefusalCode.WRONG_PIN, count("left")),
    WRONG_PIN_LOCKS(RefusalCode.WRONG_PIN, date("until")),
    TILL_LOCKED(RefusalCode.LOCKED, count("count"), date("until")),
    USER_LOCKED(RefusalCode.LOCKED, count("count"), date("until")),
    NOT_ALONE(RefusalCode.FORBIDDEN, sentence("act")),
    CLOCKED_IN(RefusalCode.BAD_VALUE, named("user"), date("since")),
    CLOCKED_OUT(RefusalCode.BAD_VALUE, named("user")),
    NEW_PIN_RULE(RefusalCode.BAD_VALUE, choice("role", "cashier", "manager"), coded("least"), coded("most")),
    NEW_PIN_SAME(RefusalCode.BAD_VALUE),
    NEW_PIN_TAKEN(RefusalCode.BAD_VALUE),
    NEW_PIN_LOCKED(RefusalCode.LOCKED, count("count"), date("until")),
    NEW_PIN_OFFLINE(RefusalCode.OFFLINE),
    NEW_PIN_UNANSWERED(RefusalCode.TIMEOUT),
    NEW_PIN_BEHIND(RefusalCode.OFFLINE, foreign("said")),
    NEW_PIN_REFUSED(RefusalCode.FORBIDDEN, foreign("said"));

    private final RefusalCode code;
    private final List<Parameter> parameters;

    PeopleRefusal(RefusalCode code, Parameter... parameters) {
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
