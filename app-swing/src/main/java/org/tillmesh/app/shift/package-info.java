/**
 * Opening, counting and closing a shift, and the cash that is moved in it.
 *
 * <p>Start at {@link org.tillmesh.app.shift.ShiftPresenter}.
 *
 * <p>Must not know: how figures are summed. The till says it.
 */
@NullMarked
package org.tillmesh.app.shift;

import org.jspecify.annotations.NullMarked;
