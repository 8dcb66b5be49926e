package org.tillmesh.retail.value;

/** The name of a till: {@code S001-T02} is the till T02 of the branch S001. */
public record TillId(String branch, String number) implements Comparable<TillId> {
    private static final int BRANCH_LENGTH_MAX = 16;

    public TillId {
        if (!isBranch(branch) || !isNumber(number)) {
            throw new RetailException(Rule.NO_TILL_NAME, branch + "-" + number);
        }
    }

    public static TillId parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            throw new RetailException(Rule.NO_TILL_NAME, text);
        }
        return new TillId(text.substring(0, dash), text.substring(dash + 1));
    }

    public static boolean isOne(String text) {
        int dash = text.indexOf('-');
        return dash > 0 && isBranch(text.substring(0, dash)) && isNumber(text.substring(dash + 1));
    }

    /** {@code [A-Z0-9]{1,16}}; by hand, because every record that is read names its till. */
    private static boolean isBranch(String text) {
        boolean right = !text.isEmpty() && text.length() <= BRANCH_LENGTH_MAX;
        for (int i = 0; right && i < text.length(); i++) {
            char c = text.charAt(i);
            right = isDigit(c) || (c >= 'A' && c <= 'Z');
        }
        return right;
    }

    /** {@code T[0-9]{2,4}}. */
    private static boolean isNumber(String text) {
        boolean right = text.length() >= 3 && text.length() <= 5 && text.charAt(0) == 'T';
        for (int i = 1; right && i < text.length(); i++) {
            right = isDigit(text.charAt(i));
        }
        return right;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    @Override
    public int compareTo(TillId other) {
        int byBranch = branch.compareTo(other.branch);
        return byBranch != 0 ? byBranch : number.compareTo(other.number);
    }

    @Override
    public String toString() {
        return branch + "-" + number;
    }
}
