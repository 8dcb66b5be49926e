package org.tillmesh.retail.value;

/**
 * What names one thing among its kind. Its text has 1 to 256 characters, as the id of a document in the store; its order is
 * that of the texts.
 */
public interface Id<T extends Id<T>> extends Comparable<T> {
    int LENGTH_MAX = 256;

    String value();

    @Override
    default int compareTo(T other) {
        return value().compareTo(other.value());
    }

    /** Whether a text can be an id. */
    static boolean isOne(String text) {
        return !text.isEmpty() && text.length() <= LENGTH_MAX;
    }

    /** @throws BadText for a text that is empty or too long to be an id */
    static void check(String text) {
        if (!isOne(text)) {
            throw new BadText(Rule.NO_ID, text);
        }
    }
}
