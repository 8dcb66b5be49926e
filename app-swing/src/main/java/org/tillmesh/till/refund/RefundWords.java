package org.tillmesh.till.refund;

import static org.tillmesh.retail.words.Parameter.choice;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.retail.words.Wording;

/** Parts of sentences on goods that come back. */
public enum RefundWords implements Wording {
    TENDER(choice("kind", "cash", "card", "credit", "gift", "account", "bank", "points"));

    private final List<Parameter> parameters;

    RefundWords(Parameter... parameters) {
        this.parameters = List.of(parameters);
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }
}
