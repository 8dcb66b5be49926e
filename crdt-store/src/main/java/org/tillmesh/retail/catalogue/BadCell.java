package org.tillmesh.retail.catalogue;

import org.tillmesh.retail.words.Sentence;

/** A row that is left out because of a cell, or of itself. */
final class BadCell extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String column;
    private final String value;
    private final transient Sentence sentence;

    /** @param column empty if the whole row is meant; @param value what is written there */
    BadCell(String column, String value, Sentence sentence) {
        super(null, null, false, false);
        this.column = column;
        this.value = CellText.shown(value);
        this.sentence = sentence;
    }

    String column() {
        return column;
    }

    String value() {
        return value;
    }

    Sentence sentence() {
        return sentence;
    }
}
