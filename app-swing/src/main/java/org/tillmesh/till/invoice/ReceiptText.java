package org.tillmesh.till.invoice;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.TillId;

/**
 * A receipt's number as people write it: {@code S001-T01-000001}, {@code s001-t01-1}, {@code T01-1} of this branch, in
 * digits of any hand.
 */
record ReceiptText(String text) {
    private static final Pattern FULL = Pattern.compile("([A-Z0-9]+-[A-Z0-9]+)-0*([0-9]{1,12})");
    private static final Pattern SHORT = Pattern.compile("([A-Z][A-Z0-9]*)-0*([0-9]{1,12})");
    private static final Pattern COUNTER = Pattern.compile("0*([0-9]{1,12})");
    private static final Pattern MARKS = Pattern.compile("[\\p{Cf}\\s]+");
    private static final Pattern DASHES = Pattern.compile("\\p{Pd}");

    /** What was typed or scanned, with plain digits, capitals and dashes. */
    static ReceiptText of(String typed) {
        var plain = new StringBuilder();
        DASHES.matcher(MARKS.matcher(typed).replaceAll(""))
                .replaceAll("-")
                .codePoints()
                .forEach(c -> {
                    int digit = Character.isDigit(c) ? Character.digit(c, 10) : -1;
                    plain.appendCodePoint(digit < 0 ? c : '0' + digit);
                });
        return new ReceiptText(plain.toString().toUpperCase(Locale.ROOT));
    }

    Optional<ReceiptNumber> number(String branch) {
        Matcher whole = FULL.matcher(text);
        if (whole.matches()) {
            return number(whole.group(1), whole.group(2));
        }
        Matcher ofBranch = SHORT.matcher(text);
        return ofBranch.matches() ? number(branch + "-" + ofBranch.group(1), ofBranch.group(2)) : Optional.empty();
    }

    /** A number alone, which every till has one of. */
    Optional<Long> counter() {
        Matcher alone = COUNTER.matcher(text);
        return alone.matches() ? Optional.of(Long.parseLong(alone.group(1))) : Optional.empty();
    }

    private static Optional<ReceiptNumber> number(String till, String counter) {
        try {
            return Optional.of(new ReceiptNumber(TillId.parse(till), Long.parseLong(counter)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
