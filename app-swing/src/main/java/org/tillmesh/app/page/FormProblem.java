package org.tillmesh.app.page;

/** What is wrong with a field, in the cashier's language. */
public final class FormProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;

    public FormProblem(String field, String words) {
        super(words);
        this.field = field;
    }

    /** Id of the field. */
    public String field() {
        return field;
    }
}
