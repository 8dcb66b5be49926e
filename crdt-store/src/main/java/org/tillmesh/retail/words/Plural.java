package org.tillmesh.retail.words;

import java.util.Locale;

/** The plural forms of English and Arabic. Source: CLDR, "Language Plural Rules", cardinals of whole numbers. */
enum Plural {
    ZERO,
    ONE,
    TWO,
    FEW,
    MANY,
    OTHER;

    /** The form that a language takes for so many, from 0. Every language but Arabic has two forms: one and other. */
    static Plural of(Locale language, long count) {
        if (!language.getLanguage().equals("ar")) {
            return count == 1 ? ONE : OTHER;
        }
        if (count >= 0 && count <= 2) {
            return values()[(int) count];
        }
        long hundredth = count % 100;
        return hundredth >= 3 && hundredth <= 10 ? FEW : hundredth >= 11 ? MANY : OTHER;
    }

    /** How a text names it: {@code few}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
