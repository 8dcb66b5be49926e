/**
 * A document as UBL: written, read with suspicion, made canonical.
 *
 * <p>Start at {@link org.tillmesh.zatca.xml.UblWriter}.
 *
 * <p>Must not know: keys and certificates.
 */
@NullMarked
package org.tillmesh.zatca.xml;

import org.jspecify.annotations.NullMarked;
