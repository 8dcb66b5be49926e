package org.tillmesh.retail.value;

import org.tillmesh.retail.words.Sentence;
import org.tillmesh.retail.words.Worded;

/** A rule of the shop that was not met; nothing changed. The message names the thing, the value and the mend. */
public final class RetailException extends RuntimeException implements Worded {
    private static final long serialVersionUID = 1;

    /** Which kind of rule. */
    public enum Kind {
        /** A value that no cart, tender or document can take. */
        BAD_VALUE,
        /** The cart or document has no such line. */
        UNKNOWN_LINE,
        /** Nothing to sell. */
        CART_EMPTY,
        /** The tenders don't reach the total. */
        NOT_PAID,
        /** A tender that gives no change is more than what is due. */
        OVERPAID,
        /** More would be returned than is left of the line. */
        ALREADY_RETURNED
    }

    private final Rule rule;
    private final transient Sentence sentence;

    /** @param arguments what the rule's sentence takes, one a parameter */
    public RetailException(Rule rule, Object... arguments) {
        this.rule = rule;
        this.sentence = rule.with(arguments);
    }

    public Rule rule() {
        return rule;
    }

    public Kind kind() {
        return rule.kind();
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
