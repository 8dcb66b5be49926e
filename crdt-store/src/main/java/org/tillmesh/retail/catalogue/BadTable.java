package org.tillmesh.retail.catalogue;

import org.tillmesh.retail.words.Sentence;
import org.tillmesh.retail.words.Worded;

/** A file that no table can be read of. The message says what it is and how to save it. */
public final class BadTable extends IllegalArgumentException implements Worded {
    private static final long serialVersionUID = 1;

    private final transient Sentence sentence;

    public BadTable(Sentence sentence) {
        this.sentence = sentence;
    }

    public BadTable(Sentence sentence, Throwable cause) {
        super(cause);
        this.sentence = sentence;
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
