/**
 * The till without a face: use cases, sessions, permissions, printing, links. Its door hands out rooms, and each room
 * takes the till's lock and answers. Any thread may call but Swing's event thread, because a call waits for the disk.
 *
 * <p>Start at {@link org.tillmesh.till.Till}.
 *
 * <p>Must not know: Swing, or who calls it (a window, a script, a test).
 */
@NullMarked
package org.tillmesh.till;

import org.jspecify.annotations.NullMarked;
