/**
 * Who does what at head office, recorded with what it changes.
 *
 * <p>Start at {@link org.tillmesh.relay.audit.Acts}.
 *
 * <p>Must not know: HTTP, pages, and what the offices do.
 */
@NullMarked
package org.tillmesh.relay.audit;

import org.jspecify.annotations.NullMarked;
