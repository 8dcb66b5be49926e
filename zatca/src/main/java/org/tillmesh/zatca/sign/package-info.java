/**
 * Keys, certificates, signatures, QR codes: what makes a document a till's. {@link org.tillmesh.zatca.sign.Stamper} is
 * the door.
 */
@NullMarked
package org.tillmesh.zatca.sign;

import org.jspecify.annotations.NullMarked;
