package org.tillmesh.till.links;

import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.foreign;
import static org.tillmesh.retail.words.Parameter.named;
import static org.tillmesh.retail.words.Parameter.sentence;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.TillRefusal;

/** What is refused of links, syncs and exports, each with what it says. */
public enum LinkRefusal implements TillRefusal {
    FILE_NOT_AS_WRITTEN(RefusalCode.BAD_VALUE, named("file")),
    FILE_UNWRITABLE(RefusalCode.BAD_VALUE, named("file"), foreign("said")),
    ACTIVATED_ALREADY(RefusalCode.BAD_VALUE, coded("till")),
    SENT_BUT_STRANDED(RefusalCode.FORBIDDEN, sentence("stranded"));

    private final RefusalCode code;
    private final List<Parameter> parameters;

    LinkRefusal(RefusalCode code, Parameter... parameters) {
        this.code = code;
        this.parameters = List.of(parameters);
    }

    @Override
    public RefusalCode code() {
        return code;
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }
}
