package org.tillmesh.hardware.terminal;

import org.jspecify.annotations.Nullable;

/** How a terminal is: its id, and what it says in its own words. */
public record TerminalState(@Nullable String terminalId, boolean ready, String said) {}
