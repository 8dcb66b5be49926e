/**
 * Saudi ZATCA Phase 2 invoices, from the figures of a sale to a signed document with its QR code, all of it offline.
 * A library of its own: Bouncy Castle and the JDK's XML, nothing else of the house. The till calls {@link Stamper};
 * whoever receives documents calls {@link Verifier}. Start at {@link Invoice}.
 */
@NullMarked
package org.tillmesh.zatca;

import org.jspecify.annotations.NullMarked;
