/**
 * The relay's folder: its lock, keys, seeds, health, and what is said when it can't be opened.
 *
 * <p>Start at {@link org.tillmesh.relay.folder.RelayFolder}.
 *
 * <p>Must not know: links, pages, the tax authority.
 */
@NullMarked
package org.tillmesh.relay.folder;

import org.jspecify.annotations.NullMarked;
