/**
 * The devices of the till: how each stands, what it answered last, and whether it works when it is tried.
 *
 * <p>Start at {@link org.tillmesh.app.device.DevicesPresenter}.
 *
 * <p>Must not know: sales, drivers and their bytes.
 */
@NullMarked
package org.tillmesh.app.device;

import org.jspecify.annotations.NullMarked;
