package org.tillmesh.retail;

import java.util.regex.Pattern;

/** The name of a till: {@code S001-T02} is the till T02 of the store S001. */
public record TillId(String store, String number) implements Comparable<TillId> {
    private static final Pattern STORE = Pattern.compile("[A-Z0-9]{1,16}");
    private static final Pattern NUMBER = Pattern.compile("T[0-9]{2,4}");

    public TillId {
        if (!STORE.matcher(store).matches() || !NUMBER.matcher(number).matches()) {
            throw RetailException.badValue(
                    "Till \"" + store + "-" + number + "\" is no till's name; write it like S001-T02");
        }
    }

    public static TillId parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            throw RetailException.badValue("Till \"" + text + "\" is no till's name; write it like S001-T02");
        }
        return new TillId(text.substring(0, dash), text.substring(dash + 1));
    }

    public static boolean isOne(String text) {
        int dash = text.indexOf('-');
        return dash > 0
                && STORE.matcher(text.substring(0, dash)).matches()
                && NUMBER.matcher(text.substring(dash + 1)).matches();
    }

    @Override
    public int compareTo(TillId other) {
        int byStore = store.compareTo(other.store);
        return byStore != 0 ? byStore : number.compareTo(other.number);
    }

    @Override
    public String toString() {
        return store + "-" + number;
    }
}
