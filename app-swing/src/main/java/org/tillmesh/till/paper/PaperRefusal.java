package org.tillmesh.till.paper;

import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.named;
import static org.tillmesh.retail.words.Parameter.quantity;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.TillRefusal;

/** What is refused about papers and labels. */
public enum PaperRefusal implements TillRefusal {
    COPIES(coded("copies"), coded("most")),
    LABELS(coded("labels"), coded("most")),
    WEIGHT(quantity("weight")),
    NOT_WEIGHED(named("product")),
    NO_ITEM_CODE(named("product")),
    CARD_NUMBER(named("card")),
    LABEL_TOO_SMALL(named("code"), coded("width"), coded("height")),
    UNKNOWN_Z(coded("number")),
    NO_CARD_SLIP(coded("receipt")),
    UNKNOWN_PAPER(coded("id"));

    private final List<Parameter> parameters;

    PaperRefusal(Parameter... parameters) {
        this.parameters = List.of(parameters);
    }

    @Override
    public RefusalCode code() {
        return RefusalCode.BAD_VALUE;
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }
}
