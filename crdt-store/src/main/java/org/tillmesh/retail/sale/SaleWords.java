package org.tillmesh.retail.sale;

import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.date;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.retail.words.Wording;

/** What is said of returns. */
enum SaleWords implements Wording {
    RETURNED(coded("receipt"), date("at")),
    /** Another till was promised it and has not issued the credit note yet. */
    BEING_RETURNED(coded("till"), date("since"));

    private final List<Parameter> parameters;

    SaleWords(Parameter... parameters) {
        this.parameters = List.of(parameters);
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }
}
