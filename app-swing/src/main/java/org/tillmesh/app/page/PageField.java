package org.tillmesh.app.page;

import java.util.List;

/**
 * A field of a form.
 *
 * @param first what stands in it at first; of a choice the id of one
 * @param choices of a choice
 */
public record PageField(String id, String label, Kind kind, String first, List<Choice> choices) {
    /** What is typed into it. */
    public enum Kind {
        TEXT,
        /** Digits, a point, a code or a day: left to right in both languages. */
        NUMBER,
        SECRET,
        CHOICE
    }

    /** @param words in the language of the screen */
    public record Choice(String id, String words) {}

    public PageField {
        choices = List.copyOf(choices);
    }

    public static PageField text(String id, String label, String first) {
        return new PageField(id, label, Kind.TEXT, first, List.of());
    }

    public static PageField number(String id, String label, String first) {
        return new PageField(id, label, Kind.NUMBER, first, List.of());
    }

    public static PageField secret(String id, String label) {
        return new PageField(id, label, Kind.SECRET, "", List.of());
    }

    public static PageField choice(String id, String label, String first, List<Choice> choices) {
        return new PageField(id, label, Kind.CHOICE, first, choices);
    }
}
