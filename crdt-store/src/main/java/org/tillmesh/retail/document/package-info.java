/**
 * How a typed document is written and read: fields, bodies, records, states, and the list of all types.
 *
 * <p>Start at {@link org.tillmesh.retail.document.DocType}.
 *
 * <p>Must not know: the document of any room.
 */
@NullMarked
package org.tillmesh.retail.document;

import org.jspecify.annotations.NullMarked;
