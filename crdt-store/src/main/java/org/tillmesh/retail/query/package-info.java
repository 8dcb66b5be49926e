/**
 * How documents are found: names and keys of indexes, folds, words, and projections that follow every change.
 *
 * <p>Start at {@link org.tillmesh.retail.query.Index}, then {@link org.tillmesh.retail.query.TypedProjection}.
 *
 * <p>Must not know: the document of any room. Each room brings its own rows and readings.
 */
@NullMarked
package org.tillmesh.retail.query;

import org.jspecify.annotations.NullMarked;
