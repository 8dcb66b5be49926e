package org.tillmesh.till.scan;

import static org.tillmesh.retail.words.Parameter.coded;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.retail.words.Wording;

/** What is said of a code that is good all the same. */
enum ScanWords implements Wording {
    ELEMENT_SWALLOWED(coded("value"), coded("end"));

    private final List<Parameter> parameters;

    ScanWords(Parameter... parameters) {
        this.parameters = List.of(parameters);
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }
}
