/**
 * How the till itself is, for whoever looks for a fault.
 *
 * <p>Start at {@link org.tillmesh.app.health.DiagnosticsPresenter}.
 *
 * <p>Must not know: sales, keys, PINs.
 */
@NullMarked
package org.tillmesh.app.health;

import org.jspecify.annotations.NullMarked;
