/**
 * The port of payment terminals: what a till may ask one, what it answers, and how it fails. Whoever asks must know
 * whether money may have moved, so each failure says it.
 *
 * <p>Start at {@link org.tillmesh.hardware.terminal.PaymentTerminal}.
 *
 * <p>Must not know: the protocols behind the port, sales, the store.
 */
@NullMarked
package org.tillmesh.hardware.terminal;

import org.jspecify.annotations.NullMarked;
