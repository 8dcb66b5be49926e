/**
 * Head office's side of all its links: who may come in, what is acknowledged, who is heard out.
 *
 * <p>Start at {@link org.tillmesh.replication.office.Serving}.
 *
 * <p>Must not know: threads and real sockets. It is driven by events and a time.
 */
@NullMarked
package org.tillmesh.replication.office;

import org.jspecify.annotations.NullMarked;
