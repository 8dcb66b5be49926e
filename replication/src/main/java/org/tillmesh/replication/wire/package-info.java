/**
 * Frames and messages: what stands on the wire, byte by byte (PROTOCOL.md beside the module says what each is for).
 * Decoding is strict and bounded; it throws {@link org.tillmesh.replication.wire.BadFrame} and nothing else.
 */
@NullMarked
package org.tillmesh.replication.wire;

import org.jspecify.annotations.NullMarked;
