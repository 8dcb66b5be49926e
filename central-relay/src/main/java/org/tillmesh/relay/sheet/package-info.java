/**
 * Files of tables as shops have them, read into plain rows: CSV in whichever encoding, and workbooks (.xlsx). A file of an
 * enemy fills no memory and reaches for no other file.
 *
 * <p>Start at {@link org.tillmesh.relay.sheet.TableFile}.
 *
 * <p>Must not know: products, the store, HTTP.
 */
@NullMarked
package org.tillmesh.relay.sheet;

import org.jspecify.annotations.NullMarked;
