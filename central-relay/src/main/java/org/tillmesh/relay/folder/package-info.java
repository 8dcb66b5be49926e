/**
 * The relay's folder: its lock, keys, seeds, health, and what is said when it can't be opened.
 */
@NullMarked
package org.tillmesh.relay.folder;

import org.jspecify.annotations.NullMarked;
