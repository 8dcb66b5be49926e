package org.tillmesh.reports.query;

import org.tillmesh.retail.words.Sentence;
import org.tillmesh.retail.words.Worded;

/** A report that can't be asked for. The message names the thing, the value and the mend. */
public final class ReportException extends RuntimeException implements Worded {
    private static final long serialVersionUID = 1;

    private final transient Sentence sentence;

    /** @param arguments what the kind's sentence takes, one a parameter */
    public ReportException(ReportRefusal kind, Object... arguments) {
        this.sentence = kind.with(arguments);
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }

    @Override
    public String getMessage() {
        return sentence.message();
    }
}
