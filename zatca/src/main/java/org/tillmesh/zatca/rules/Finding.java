package org.tillmesh.zatca.rules;

/**
 * Something in a document that a published rule objects to.
 *
 * @param rule id such as {@code BR-KSA-37}; {@code XSD} for the schema
 * @param error false: a warning, which the authority accepts (answer 202)
 * @param text what is wrong, in the rule's own words
 * @param place where, like {@code Invoice/cac:InvoiceLine[2]}, or line and column; empty if unknown
 */
public record Finding(RuleGroup group, String rule, boolean error, String text, String place) {
    @Override
    public String toString() {
        return rule + (error ? " error: " : " warning: ") + text + (place.isEmpty() ? "" : " at " + place);
    }
}
