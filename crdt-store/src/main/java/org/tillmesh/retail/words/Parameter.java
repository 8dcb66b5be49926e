package org.tillmesh.retail.words;

import java.util.List;

/**
 * What a sentence takes.
 *
 * @param name by which the texts call it
 * @param choices what a {@link Type#CHOICE} may be; empty for every other type
 */
public record Parameter(String name, Type type, List<String> choices) {

    /** What kind of thing an argument is. Its {@code toString} is how it is written, in every language. */
    public enum Type {
        /** An amount, {@code 12.50}. */
        MONEY,
        /** {@code 2} or {@code 1.240}, of whatever unit. */
        QUANTITY,
        /** A percentage without its sign. */
        PERCENT,
        /** A day or an instant, as ISO 8601 writes it. */
        DATE,
        /** A number, id, barcode or other mark, or a list of them. */
        CODE,
        /** What people call a thing, or what somebody typed. */
        NAME,
        /** How many: a whole number from 0, which may choose a plural form. */
        COUNT,
        /** One of a few words that each language has a text of its own for. */
        CHOICE,
        /** One {@link Sentence}, or a list of them, said one after the other. */
        SENTENCE,
        /** A list of {@link Sentence}s of a word or two, with commas between. */
        WORDS,
        /** What another program said, in its own words: a language that is not its own may leave it out. */
        FOREIGN
    }

    public static Parameter money(String name) {
        return new Parameter(name, Type.MONEY, List.of());
    }

    public static Parameter quantity(String name) {
        return new Parameter(name, Type.QUANTITY, List.of());
    }

    public static Parameter percent(String name) {
        return new Parameter(name, Type.PERCENT, List.of());
    }

    public static Parameter date(String name) {
        return new Parameter(name, Type.DATE, List.of());
    }

    public static Parameter coded(String name) {
        return new Parameter(name, Type.CODE, List.of());
    }

    public static Parameter named(String name) {
        return new Parameter(name, Type.NAME, List.of());
    }

    public static Parameter count(String name) {
        return new Parameter(name, Type.COUNT, List.of());
    }

    public static Parameter choice(String name, String... choices) {
        return new Parameter(name, Type.CHOICE, List.of(choices));
    }

    public static Parameter sentence(String name) {
        return new Parameter(name, Type.SENTENCE, List.of());
    }

    public static Parameter words(String name) {
        return new Parameter(name, Type.WORDS, List.of());
    }

    public static Parameter foreign(String name) {
        return new Parameter(name, Type.FOREIGN, List.of());
    }
}
