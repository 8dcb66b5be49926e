package org.tillmesh.till.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tillmesh.retail.demo.DemoBarcodes;

/** Every command of the scripted till, in the order in which a day meets them. */
final class CommandTable {
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
        commands.add(
                Command.of("help", "this list as a JSON Schema", Replies.Help.class, (till, in, progress) -> help()));
        commands.addAll(HouseCommands.people());
        commands.addAll(HouseCommands.cash());
        commands.addAll(SellingCommands.all());
        commands.addAll(TenderCommands.all());
        commands.addAll(TerminalCommands.all());
        commands.addAll(GoodsCommands.all());
        commands.addAll(HouseCommands.links());
        commands.addAll(OfficeCommands.all());
        commands.addAll(ZatcaCommands.all());
        commands.addAll(DeviceCommands.all());
        commands.addAll(HouseCommands.papers());
        var byName = new LinkedHashMap<String, Command>();
        commands.forEach(command -> byName.put(command.name(), command));
        return Collections.unmodifiableMap(byName);
    }

    private static Replies.Help help() {
        var about = new LinkedHashMap<String, String>();
        commands().forEach(command -> about.put(command.name(), command.about()));
        return new Replies.Help(ContractSchema.ofAll(commands()), DemoBarcodes.all(), about);
    }
}
