package org.tillmesh.till.links;

import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.foreign;
import static org.tillmesh.retail.words.Parameter.named;
import static org.tillmesh.retail.words.Parameter.sentence;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillRefusal;

/** What is refused of links, syncs and exports, each with what it says. */
public enum LinkRefusal implements TillRefusal {
    FILE_NOT_AS_WRITTEN(TillException.Code.BAD_VALUE, named("file")),
    FILE_UNWRITABLE(TillException.Code.BAD_VALUE, named("file"), foreign("said")),
    ACTIVATED_ALREADY(TillException.Code.BAD_VALUE, coded("till")),
    SENT_BUT_STRANDED(TillException.Code.FORBIDDEN, sentence("stranded"));

    private final TillException.Code code;
    private final List<Parameter> parameters;

    LinkRefusal(TillException.Code code, Parameter... parameters) {
        this.code = code;
        this.parameters = List.of(parameters);
    }

    @Override
    public TillException.Code code() {
        return code;
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }
}
