/**
 * Saudi ZATCA Phase 2 invoices, from the figures of a sale to a signed document with its QR code, all of it offline. A
 * library of its own.
 *
 * <p>Start at {@link org.tillmesh.zatca.model.Invoice}; then {@link org.tillmesh.zatca.sign.Stamper} (a till) or
 * {@link org.tillmesh.zatca.verify.Verifier} (a receiver).
 *
 * <p>Must not know: any other module of the house.
 */
@NullMarked
package org.tillmesh.zatca;

import org.jspecify.annotations.NullMarked;
