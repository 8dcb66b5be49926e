package org.tillmesh.till.script;

import static org.tillmesh.till.script.Field.Kind.FLAG;
import static org.tillmesh.till.script.Field.Kind.INTEGER;
import static org.tillmesh.till.script.Field.Kind.TEXT;
import static org.tillmesh.till.script.Field.may;
import static org.tillmesh.till.script.Field.must;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tillmesh.till.shop.Answers;

/** Every command of the scripted till, in the order in which a day meets them. */
final class CommandTable {
    static final String ECHO = "comes back in the answer as it was given; any JSON value";

    /** Fields that every command takes. */
    static final List<Field> COMMON = List.of(
            must("do", TEXT, "the command"),
            may("id", TEXT, ECHO),
            may("approve", TEXT, "the PIN of a manager who approves what the user may not do alone"));

    private static final Map<String, Command> ALL = all();

    private CommandTable() {}

    static List<Command> commands() {
        return List.copyOf(ALL.values());
    }

    static Optional<Command> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    static Iterable<String> names() {
        return ALL.keySet();
    }

    private static Map<String, Command> all() {
        var commands = new ArrayList<Command>();
        commands.addAll(HouseCommands.people());
        commands.addAll(SellingCommands.all());
        commands.addAll(GoodsCommands.all());
        commands.addAll(HouseCommands.links());
        commands.addAll(OfficeCommands.all());
        commands.addAll(ZatcaCommands.all());
        commands.addAll(HouseCommands.papers());
        var byName = new LinkedHashMap<String, Command>();
        commands.forEach(command -> byName.put(command.name(), command));
        return Collections.unmodifiableMap(byName);
    }

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

    static Replies.Cart cart(Answers.Cart cart) {
        return new Replies.Cart(cart);
    }
}
