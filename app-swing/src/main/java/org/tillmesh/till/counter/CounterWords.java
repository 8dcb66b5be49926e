package org.tillmesh.till.counter;

import static org.tillmesh.retail.words.Parameter.choice;
import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.named;
import static org.tillmesh.retail.words.Parameter.quantity;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.retail.words.Wording;

/** What is said at the counter beside refusals: warnings, and parts of sentences. */
public enum CounterWords implements Wording {
    // ---- warnings of a scan
    LABEL_WITHOUT_PRICE(named("product"), choice("unit", "KGM", "LTR", "MTR")),
    ELEMENT_SWALLOWED(coded("value"), coded("end")),
    OF_SEVERAL_BATCHES(named("product"), coded("batches")),
    SERIAL_SOLD(coded("serial"), named("product"), coded("receipt")),
    STOCK_BELOW_ZERO(named("product"), quantity("left"));

    private final List<Parameter> parameters;

    CounterWords(Parameter... parameters) {
        this.parameters = List.of(parameters);
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }
}
