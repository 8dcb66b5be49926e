/**
 * How a typed document is written and read: fields, bodies, records, states, and the list of all types, {@link
 * org.tillmesh.retail.document.DocType}. Knows no document of a room.
 */
@NullMarked
package org.tillmesh.retail.document;

import org.jspecify.annotations.NullMarked;
