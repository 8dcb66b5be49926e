/**
 * What every screen stands on: the frame of a window, notices, panels over a screen, the till's worker thread.
 *
 * <p>Start at {@link org.tillmesh.app.frame.Desk}, then {@link org.tillmesh.app.frame.Screen}.
 *
 * <p>Must not know: any screen.
 */
@NullMarked
package org.tillmesh.app.frame;

import org.jspecify.annotations.NullMarked;
