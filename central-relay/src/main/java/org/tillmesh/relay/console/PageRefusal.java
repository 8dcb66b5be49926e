package org.tillmesh.relay.console;

import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.named;

import java.util.List;
import org.tillmesh.relay.folder.RelayRefusal;
import org.tillmesh.retail.words.Parameter;

/** What a page of the console can't be asked for. */
public enum PageRefusal implements RelayRefusal {
    BAD_DATE(named("date")),
    BAD_DAYS(coded("from"), coded("to"), coded("most")),
    BAD_FORMAT(named("format")),
    NO_INVOICE(coded("receipt")),
    TYPE_TO_CONFIRM(coded("till")),
    TAKEN_USER(coded("id")),
    TAKEN_DEAL(coded("id")),
    NO_REQUEST,
    NO_DECISION;

    private final List<Parameter> parameters;

    PageRefusal(Parameter... parameters) {
        this.parameters = List.of(parameters);
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }
}
