/**
 * Whether a document, its signature, certificate and QR agree. {@link org.tillmesh.zatca.verify.Verifier} is the door;
 * it trusts nothing that it reads.
 */
@NullMarked
package org.tillmesh.zatca.verify;

import org.jspecify.annotations.NullMarked;
