package org.tillmesh.relay.tills;

import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.count;
import static org.tillmesh.retail.words.Parameter.foreign;
import static org.tillmesh.retail.words.Parameter.named;

import java.util.List;
import org.tillmesh.relay.folder.RelayRefusal;
import org.tillmesh.retail.words.Parameter;

/** Why records of a till that is shut out are not taken. */
public enum ShutOutRefusal implements RelayRefusal {
    NO_EXPORT(foreign("why")),
    NOTHING_OF_ONE_SHUT_OUT(coded("tills")),
    SEVERAL_TILLS(coded("tills")),
    NOT_SEALED(coded("till")),
    LOST_RECORDS(coded("till")),
    RECORDS_BEFORE_ARE_MISSING(coded("till"), count("from"), count("held")),
    NO_SUCH_RECEIPT(named("receipt")),
    REASON_MISSING,
    BAD_DECISION(named("decision"), coded("decisions"));

    private final List<Parameter> parameters;

    ShutOutRefusal(Parameter... parameters) {
        this.parameters = List.of(parameters);
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }
}
