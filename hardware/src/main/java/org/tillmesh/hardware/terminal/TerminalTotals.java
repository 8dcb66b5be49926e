package org.tillmesh.hardware.terminal;

import java.util.List;

/**
 * Sums of a terminal by card scheme, in minor units.
 *
 * @param total of all schemes, refunds taken off
 */
public record TerminalTotals(List<Scheme> schemes, long total) {
    public TerminalTotals {
        schemes = List.copyOf(schemes);
    }

    /** Of one scheme. */
    public record Scheme(String name, int count, long amount) {}
}
