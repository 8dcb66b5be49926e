/**
 * The card terminal while it works: how far it is, and what became of a payment that nobody knows of.
 *
 * <p>Start at {@link org.tillmesh.app.card.CardPresenter}.
 *
 * <p>Must not know: carts and receipts, or what the terminal is asked for.
 */
@NullMarked
package org.tillmesh.app.card;

import org.jspecify.annotations.NullMarked;
