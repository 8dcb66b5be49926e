/**
 * For fingers: lists that are dragged, and a keyboard on the screen.
 *
 * <p>Start at {@link org.tillmesh.app.touch.TouchKeys}, then {@link org.tillmesh.app.touch.DragScroll}.
 *
 * <p>Must not know: any screen, the desk, the till.
 */
@NullMarked
package org.tillmesh.app.touch;

import org.jspecify.annotations.NullMarked;
