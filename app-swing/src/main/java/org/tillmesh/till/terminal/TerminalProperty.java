package org.tillmesh.till.terminal;

import java.util.Optional;
import java.util.TreeMap;

/** Which terminal, as a setting of this machine: {@code -Dtillmesh.terminal="zvt tcp:HOST:PORT field=value"}. */
public final class TerminalProperty {
    private TerminalProperty() {}

    public static Optional<TerminalDevice> device() {
        String said = System.getProperty("tillmesh.terminal", "");
        if (said.isBlank()) {
            return Optional.empty();
        }
        String[] parts = said.split(" ");
        var settings = new TreeMap<String, String>();
        for (int i = 2; i < parts.length; i++) {
            settings.put(parts[i].split("=")[0], parts[i].split("=")[1]);
        }
        return Optional.of(new TerminalDevice(parts[0], parts[1], settings));
    }
}
