/**
 * Saudi ZATCA Phase 2 invoices, from the figures of a sale to a signed document with its QR code, all of it offline. A
 * library of its own: Bouncy Castle and the JDK's XML, nothing else of the house. The till calls {@link
 * org.tillmesh.zatca.sign.Stamper}; whoever receives documents calls {@link org.tillmesh.zatca.verify.Verifier}. Start
 * at {@link org.tillmesh.zatca.model.Invoice}.
 */
@NullMarked
package org.tillmesh.zatca;

import org.jspecify.annotations.NullMarked;
