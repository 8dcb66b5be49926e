/**
 * What readers see: the documents, index rows and folds of each scope, a base under an overlay, and what is derived
 * from a change.
 *
 * <p>Start at {@link org.tillmesh.store.view.ScopeState}.
 *
 * <p>Must not know: the journal and checkpoints.
 */
@NullMarked
package org.tillmesh.store.view;

import org.jspecify.annotations.NullMarked;
