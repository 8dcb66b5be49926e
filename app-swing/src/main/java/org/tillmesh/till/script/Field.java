package org.tillmesh.till.script;

import java.util.List;

/**
 * One field of a command.
 *
 * @param choices the only values of a {@link Kind#CHOICE}
 * @param inner the fields of an {@link Kind#OBJECT}, or of each item of {@link Kind#OBJECTS}
 */
record Field(String name, Kind kind, boolean required, String about, List<String> choices, List<Field> inner) {
    enum Kind {
        TEXT("text"),
        MONEY("an amount like \"12.50\""),
        QUANTITY("a quantity like \"2\" or \"1.240\""),
        DECIMAL("a decimal like \"10\" or \"12.5\", as text"),
        INTEGER("a whole number"),
        FLAG("true or false"),
        INSTANT("a time with zone like \"2026-11-24T09:30:00Z\""),
        DATE("a date like \"2027-03-31\""),
        CHOICE("one of a few words"),
        TEXTS("a list of texts"),
        OBJECT("an object"),
        OBJECTS("a list of objects"),
        COUNTED("an amount like \"12.50\", or an object like {\"cash\": {\"500\": 2, \"0.50\": 3}, \"card\": \"57.50\"}");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    static Field must(String name, Kind kind, String about) {
        return new Field(name, kind, true, about, List.of(), List.of());
    }

    static Field may(String name, Kind kind, String about) {
        return new Field(name, kind, false, about, List.of(), List.of());
    }

    static Field choice(String name, String about, String... choices) {
        return new Field(name, Kind.CHOICE, true, about, List.of(choices), List.of());
    }

    Field optional() {
        return new Field(name, kind, false, about, choices, inner);
    }

    Field of(Field... fields) {
        return new Field(name, kind, required, about, choices, List.of(fields));
    }
}
