package org.tillmesh.relay.office;

import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.named;

import java.util.List;
import org.tillmesh.relay.folder.RelayRefusal;
import org.tillmesh.retail.words.Parameter;

/** What somebody asks head office for that is not there, or is there already. */
public enum OfficeRefusal implements RelayRefusal {
    NO_DOCUMENT(RelayRefusal.NOT_FOUND, named("uuid"), coded("store")),
    NO_PRODUCT(RelayRefusal.NOT_FOUND, named("id")),
    TAKEN_PRODUCT(RelayRefusal.BAD_REQUEST, coded("id"));

    private final int status;
    private final List<Parameter> parameters;

    OfficeRefusal(int status, Parameter... parameters) {
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
