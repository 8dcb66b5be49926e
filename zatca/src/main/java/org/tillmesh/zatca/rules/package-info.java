/**
 * The published rules themselves, run over anyone's document: UBL 2.1 schema, EN 16931, ZATCA schematron 2.3.8. For
 * tools and tests.
 *
 * <p>Start at {@link org.tillmesh.zatca.rules.OfficialRules}.
 *
 * <p>Must not know: other rooms of this library. A till does not carry the optional dependencies {@code
 * phive-rules-zatca} and {@code Saxon-HE} that this room needs.
 */
@NullMarked
package org.tillmesh.zatca.rules;

import org.jspecify.annotations.NullMarked;
