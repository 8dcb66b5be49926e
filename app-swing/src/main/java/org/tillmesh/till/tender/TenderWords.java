package org.tillmesh.till.tender;

import static org.tillmesh.retail.words.Parameter.coded;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.retail.words.Wording;

/** Parts of sentences about payments. */
public enum TenderWords implements Wording {
    GIFT_CARD(coded("card")),
    STORE_CREDIT,
    POINTS;

    private final List<Parameter> parameters;

    TenderWords(Parameter... parameters) {
        this.parameters = List.of(parameters);
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }
}
