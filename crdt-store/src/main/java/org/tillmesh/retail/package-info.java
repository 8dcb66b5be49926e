/**
 * The domain: typed documents and pure rules (money, tax, pricing, stock, shifts, authority) and the projections that
 * answer a till's questions. Imports {@code crdt} and the public types of {@code store}; no MapDB, no network, no Swing.
 */
@NullMarked
package org.tillmesh.retail;

import org.jspecify.annotations.NullMarked;
