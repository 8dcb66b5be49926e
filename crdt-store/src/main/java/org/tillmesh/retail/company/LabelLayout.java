package org.tillmesh.retail.company;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;

/**
 * How the EAN-13 labels of a prefix are laid out that a shop's scales print: prefix, item code, a digit that checks the
 * value if there is one, value, check digit. The first four parts are 12 digits together.
 *
 * @param prefix begins with 2, or with 02 or 04 where labels are UPC-A; 1 to 7 digits
 * @param itemDigits of the item code behind it
 * @param valueDigits 4 to 6
 * @param decimals of the value: 0 to 3 of a weight, 0 to 2 of a price, 0 of a count
 * @param verifier whether the value has a digit of its own before it; only a value of 4 or 5 digits has one
 */
public record LabelLayout(String prefix, int itemDigits, Holds holds, int valueDigits, int decimals, boolean verifier) {
    /** What stands before a label's check digit. */
    public static final int DIGITS = 12;

    private static final int WEIGHT_DECIMALS = 3;
    private static final int PRICE_DECIMALS = 2;
    private static final int ITEM_DIGITS_MIN = 2;
    private static final int VALUE_DIGITS_MIN = 4;
    private static final int VALUE_DIGITS_MAX = 6;
    private static final int VERIFIED_DIGITS_MAX = 5;
    private static final Pattern PREFIX = Pattern.compile("2[0-9]{0,6}|0[24][0-9]{0,5}");

    /** Prefixes 20 to 24 with grams, 25 to 29 with halalas, each behind an item code of five digits. */
    public static final List<LabelLayout> DEFAULTS = defaults();

    /** What a label's value says. */
    public enum Holds {
        WEIGHT(WEIGHT_DECIMALS),
        PRICE(PRICE_DECIMALS),
        COUNT(0);

        private final int decimalsMax;

        Holds(int decimalsMax) {
            this.decimalsMax = decimalsMax;
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Holds> of(String code) {
            for (Holds each : values()) {
                if (each.code().equals(code)) {
                    return Optional.of(each);
                }
            }
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException naming what is no label */
    public LabelLayout {
        require(
                PREFIX.matcher(prefix).matches(),
                prefix,
                "prefix",
                prefix,
                "up to 7 digits that begin with 2, 02 or 04");
        require(itemDigits >= ITEM_DIGITS_MIN, prefix, "itemDigits", itemDigits, ITEM_DIGITS_MIN + " or more");
        require(
                valueDigits >= VALUE_DIGITS_MIN && valueDigits <= VALUE_DIGITS_MAX,
                prefix,
                "valueDigits",
                valueDigits,
                VALUE_DIGITS_MIN + " to " + VALUE_DIGITS_MAX);
        require(
                decimals >= 0 && decimals <= holds.decimalsMax,
                prefix,
                "decimals",
                decimals,
                "0 to " + holds.decimalsMax + " for a " + holds.code());
        require(
                !verifier || valueDigits <= VERIFIED_DIGITS_MAX,
                prefix,
                "verifier",
                true,
                "false: only a value of 4 or 5 digits has a digit of its own");
        int sum = prefix.length() + itemDigits + (verifier ? 1 : 0) + valueDigits;
        require(
                sum == DIGITS,
                prefix,
                "itemDigits",
                itemDigits,
                itemDigits + DIGITS - sum + ": prefix, item, verifier and value are " + DIGITS + " digits together");
    }

    private static void require(boolean right, String prefix, String field, Object value, String mend) {
        if (!right) {
            throw new IllegalArgumentException(
                    "Labels of prefix \"" + prefix + "\": \"" + field + "\" is \"" + value + "\"; give " + mend);
        }
    }

    private static List<LabelLayout> defaults() {
        var all = new ArrayList<LabelLayout>();
        for (int prefix = 20; prefix <= 29; prefix++) {
            Holds holds = prefix <= 24 ? Holds.WEIGHT : Holds.PRICE;
            all.add(new LabelLayout(String.valueOf(prefix), 5, holds, 5, holds.decimalsMax, false));
        }
        return List.copyOf(all);
    }

    Value toValue() {
        return new Body()
                .put("prefix", prefix)
                .put("item", itemDigits)
                .put("holds", holds.code())
                .put("value", valueDigits)
                .putUnlessZero("decimals", decimals)
                .putIfTrue("verifier", verifier)
                .toValue();
    }

    /** Empty if it is none that this version can read: such labels are unknown codes here. */
    static Optional<LabelLayout> of(Value value) {
        try {
            Fields in = Fields.of("label layout", value);
            return Holds.of(in.text("holds"))
                    .map(holds -> new LabelLayout(
                            in.text("prefix"),
                            in.smallNumber("item"),
                            holds,
                            in.smallNumber("value"),
                            in.smallNumber("decimals", 0),
                            in.flag("verifier")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
