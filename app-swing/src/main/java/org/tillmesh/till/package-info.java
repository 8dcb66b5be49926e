/**
 * The till without a face: use cases, sessions, permissions, printing, sync control. {@link org.tillmesh.till.Till} is
 * the door for the window, the scripted till and the tests: it hands out rooms, and each room takes the till's lock and
 * answers. No room imports Swing. All methods may be called from any thread but Swing's event thread: they wait for the disk.
 */
@NullMarked
package org.tillmesh.till;

import org.jspecify.annotations.NullMarked;
