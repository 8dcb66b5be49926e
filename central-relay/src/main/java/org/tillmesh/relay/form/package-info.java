/**
 * What people and programs give to head office, as JSON or as rows of a CSV file: read field by field, held against what
 * is known, refused by field, value and mend; and written out in the same shape.
 *
 * <p>Start at {@link org.tillmesh.relay.form.Form}, then {@link org.tillmesh.relay.form.PriceListForm}.
 *
 * <p>Must not know: stores, HTTP and pages.
 */
@NullMarked
package org.tillmesh.relay.form;

import org.jspecify.annotations.NullMarked;
