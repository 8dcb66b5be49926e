/**
 * Frames and messages: what stands on the wire, byte by byte. Decoding is strict and bounded; it throws
 * {@link org.tillmesh.replication.wire.BadFrame} and nothing else.
 *
 * <p>Start at {@link org.tillmesh.replication.wire.Message}.
 *
 * <p>Must not know: sockets, and what a message leads to.
 */
@NullMarked
package org.tillmesh.replication.wire;

import org.jspecify.annotations.NullMarked;
