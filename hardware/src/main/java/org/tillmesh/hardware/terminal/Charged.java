package org.tillmesh.hardware.terminal;

import org.jspecify.annotations.Nullable;

/**
 * A transaction that a terminal has booked. What it does not say is null.
 *
 * @param amount in minor units
 * @param scheme the card's brand as the terminal names it
 * @param pan masked by {@link Pan#masked}
 * @param rrn the reference of the host, or the trace number where the protocol knows none
 * @param receipt number of the terminal's own receipt
 * @param trace number of the message
 * @param offline whether the terminal approved it without its host
 * @param kind what it was
 */
public record Charged(
        long amount,
        Kind kind,
        @Nullable String approval,
        @Nullable String scheme,
        @Nullable String pan,
        @Nullable String rrn,
        @Nullable String receipt,
        @Nullable String trace,
        @Nullable String terminalId,
        boolean offline) {
    /** What a transaction was; {@code UNSAID} where the terminal does not tell. */
    public enum Kind {
        PAYMENT,
        REFUND,
        REVERSAL,
        UNSAID
    }
}
