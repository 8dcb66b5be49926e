/**
 * Card payments through a terminal: what it is asked is journaled before the first byte, and what it booked ends as a tender
 * of the cart or as a reversal, whatever is cut or killed in between.
 *
 * <p>Start at {@link org.tillmesh.till.terminal.TerminalDesk}; {@link org.tillmesh.till.terminal.IntentBook} is what is
 * journaled.
 *
 * <p>Must not know: how a cart is filled, how a sale is issued, links, paper, the back room.
 */
@NullMarked
package org.tillmesh.till.terminal;

import org.jspecify.annotations.NullMarked;
