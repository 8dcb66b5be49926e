/**
 * The published rules themselves, run over anyone's document: UBL 2.1 schema, EN 16931, ZATCA schematron 2.3.8. For
 * tools and tests: whoever calls adds {@code phive-rules-zatca} and {@code Saxon-HE} (optional dependencies of this
 * module), so that a till, which signs only what {@link org.tillmesh.zatca.model.Invoice} lets through, does not carry them.
 */
@NullMarked
package org.tillmesh.zatca.rules;

import org.jspecify.annotations.NullMarked;
