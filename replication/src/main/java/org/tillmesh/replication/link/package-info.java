/**
 * The pipe: sockets, TLS links, and the cable that a test can pull. Bytes come and go.
 *
 * <p>Start at {@link org.tillmesh.replication.link.Link}.
 *
 * <p>Must not know: streams and sessions. Nothing is decided here.
 */
@NullMarked
package org.tillmesh.replication.link;

import org.jspecify.annotations.NullMarked;
