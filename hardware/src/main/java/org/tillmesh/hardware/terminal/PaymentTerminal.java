package org.tillmesh.hardware.terminal;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A payment terminal. Each call opens a line of its own, has one dialogue and hangs up; amounts are in minor units and
 * greater than zero.
 *
 * <p>{@code said} gets what the terminal shows the customer meanwhile, without a card's number.
 */
public interface PaymentTerminal {
    /** Called once the terminal can be asked, before it is: whoever asks notes it. What is thrown stops the request. */
    @FunctionalInterface
    interface Before {
        void asking(Baseline last);
    }

    /**
     * Takes an amount from a card.
     *
     * @throws TerminalException that says whether money may have moved
     */
    Charged pay(long amount, Before before, Consumer<String> said) throws TerminalException;

    /** Gives an amount to a card; throws as {@link #pay}. */
    Charged refund(long amount, Before before, Consumer<String> said) throws TerminalException;

    /** Takes back what was charged; throws as {@link #pay}. @param receipt of the terminal, as {@link Charged} had it */
    Charged reverse(String receipt, long amount, Before before, Consumer<String> said) throws TerminalException;

    /**
     * What the terminal booked last; empty if it says that there is nothing.
     *
     * @throws TerminalException if it can't be asked now
     */
    Optional<Charged> last() throws TerminalException;

    /** How it is. */
    TerminalState state() throws TerminalException;

    /** Sums by card scheme since its last settlement; nothing changes. */
    TerminalTotals totals() throws TerminalException;

    /** Settles with the acquirer; the sums that were settled. */
    TerminalTotals settle(Consumer<String> said) throws TerminalException;

    /** Sends approvals that it gave without its host. */
    void sendOffline(Consumer<String> said) throws TerminalException;
}
