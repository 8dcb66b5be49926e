package org.tillmesh.till.script;

import static org.tillmesh.till.script.Field.Kind.FLAG;
import static org.tillmesh.till.script.Field.Kind.INTEGER;
import static org.tillmesh.till.script.Field.Kind.TEXT;
import static org.tillmesh.till.script.Field.may;
import static org.tillmesh.till.script.Field.must;

import java.util.List;

/** Fields that many commands take. */
final class CommonFields {
    static final String ECHO = "comes back in the answer as it was given; any JSON value";

    /** Fields that every command takes. */
    static final List<Field> COMMON = List.of(
            must("do", TEXT, "the command"),
            may("id", TEXT, ECHO),
            may("approve", TEXT, "the PIN of a manager who approves what the user may not do alone"));

    private CommonFields() {}

    /** Field that makes a command happen once, however often it is sent. */
    static Field key() {
        return may(
                "key", TEXT, "the same key again gives the same answer and does nothing twice, also after a restart");
    }

    static Field receipt() {
        return may("receipt", TEXT, "a receipt's number like S001-T01-000001");
    }

    static Field uuid() {
        return may("uuid", TEXT, "a document's uuid, instead of its number");
    }

    static Field line() {
        return must("line", INTEGER, "a line's number");
    }

    static Field flag(String name, String about) {
        return may(name, FLAG, about);
    }
}
