package org.tillmesh.retail.value;

import org.tillmesh.retail.words.Sentence;
import org.tillmesh.retail.words.Worded;

/** A text that is no value of the kind that it should be. */
public final class BadText extends IllegalArgumentException implements Worded {
    private static final long serialVersionUID = 1;

    private final transient Sentence sentence;

    BadText(Rule rule, Object... arguments) {
        this.sentence = rule.with(arguments);
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
