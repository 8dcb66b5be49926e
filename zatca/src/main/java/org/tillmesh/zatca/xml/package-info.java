/**
 * A document as UBL: written, read with suspicion, made canonical. Calls {@code model}, knows no key.
 */
@NullMarked
package org.tillmesh.zatca.xml;

import org.jspecify.annotations.NullMarked;
