/**
 * What is safe elsewhere, and the three syncs.
 *
 * <p>Start at {@link org.tillmesh.app.sync.SyncPresenter}.
 *
 * <p>Must not know: links and streams.
 */
@NullMarked
package org.tillmesh.app.sync;

import org.jspecify.annotations.NullMarked;
