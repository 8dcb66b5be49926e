package org.tillmesh.till.goods;

import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.named;
import static org.tillmesh.retail.words.Parameter.quantity;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.retail.words.Wording;

/** What is said of goods beside refusals. */
public enum GoodsWords implements Wording {
    ELEMENT_SWALLOWED(coded("value"), coded("end")),
    RECEIVED_OVER(named("product"), quantity("over"), coded("order"));

    private final List<Parameter> parameters;

    GoodsWords(Parameter... parameters) {
        this.parameters = List.of(parameters);
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }
}
