package org.tillmesh.relay.form;

import static org.tillmesh.retail.words.Parameter.choice;
import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.foreign;
import static org.tillmesh.retail.words.Parameter.named;
import static org.tillmesh.retail.words.Parameter.sentence;

import java.util.Arrays;
import java.util.List;
import org.tillmesh.relay.folder.RelayRefusal;
import org.tillmesh.retail.words.Parameter;

/** What a form is refused for. */
public enum FormRefusal implements RelayRefusal {
    NO_JSON(thing(), foreign("why")),
    NO_OBJECT(thing(), coded("fields")),
    UNKNOWN_FIELD(thing(), named("field"), coded("fields")),
    MISSING(thing(), coded("field"), sentence("mend")),
    WRONG(thing(), coded("field"), named("value"), sentence("mend")),
    IN_FIELD(thing(), coded("field"), sentence("problem")),
    BAD_ID(thing(), named("id")),
    TAKEN_ID(thing(), named("id")),
    ROLE_IN_USE(named("role"), coded("users")),
    NO_ROWS,
    ROW_DIFFERS(named("value"), coded("list"), named("first")),
    ROW_TWICE(coded("id")),
    IS_THERE(RelayRefusal.CONFLICT, thing(), named("id")),
    NOT_THERE(RelayRefusal.NOT_FOUND, thing(), named("id"));

    private final int status;
    private final List<Parameter> parameters;

    FormRefusal(Parameter... parameters) {
        this(RelayRefusal.BAD_REQUEST, parameters);
    }

    FormRefusal(int status, Parameter... parameters) {
        this.status = status;
        this.parameters = List.of(parameters);
    }

    private static Parameter thing() {
        return choice("thing", Arrays.stream(Thing.values()).map(Thing::word).toArray(String[]::new));
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
