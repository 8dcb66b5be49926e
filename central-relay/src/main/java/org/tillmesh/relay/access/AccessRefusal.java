package org.tillmesh.relay.access;

import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.named;

import java.util.List;
import org.tillmesh.relay.folder.RelayRefusal;
import org.tillmesh.retail.words.Parameter;

/** Why somebody is not let do something at head office, or something can't be said of a person or a token. */
public enum AccessRefusal implements RelayRefusal {
    NO_RIGHT(403, coded("right")),
    OTHER_BRANCH(403, coded("branches")),
    COMPANY_ALONE(403, coded("branches")),
    CONFIRM(403),
    FORGED(403),
    MORE_THAN_OWN(403),
    BAD_ID(400, named("id")),
    TAKEN_ID(400, named("id")),
    BAD_NAME(400, coded("most")),
    PASSWORD_LENGTH(400, coded("least"), coded("most")),
    PASSWORD_EASY(400),
    PASSWORD_WRONG(400),
    PASSWORDS_DIFFER(400),
    UNKNOWN_ROLE(400, named("role"), coded("roles")),
    UNKNOWN_RIGHT(400, named("right")),
    UNKNOWN_BRANCH(400, named("branch"), coded("branches")),
    NO_RIGHTS(400),
    ADMINISTRATOR_EVERYWHERE(400),
    LAST_ADMINISTRATOR(400),
    CODE_WRONG(400),
    BAD_DAYS(400, named("days"), coded("most")),
    NO_PERSON(RelayRefusal.NOT_FOUND, named("id")),
    NO_TOKEN(RelayRefusal.NOT_FOUND, named("id"));

    private final int status;
    private final List<Parameter> parameters;

    AccessRefusal(int status, Parameter... parameters) {
        this.status = status;
        this.parameters = List.of(parameters);
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }
}
