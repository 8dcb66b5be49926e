/**
 * Returns of what a receipt shows.
 *
 * <p>Start at {@link org.tillmesh.app.returns.ReturnPresenter}.
 *
 * <p>Must not know: what may be returned. The till says it.
 */
@NullMarked
package org.tillmesh.app.returns;

import org.jspecify.annotations.NullMarked;
