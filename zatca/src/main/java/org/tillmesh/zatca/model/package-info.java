/**
 * The figures and words of a document, and the rules that refuse a wrong one before it is numbered.
 *
 * <p>Start at {@link org.tillmesh.zatca.model.Invoice}.
 *
 * <p>Must not know: XML and keys.
 */
@NullMarked
package org.tillmesh.zatca.model;

import org.jspecify.annotations.NullMarked;
