/**
 * Pure CRDT types, clocks and version vectors: values in, values out. Imports nothing but the JDK (ArchUnit holds it).
 * Called by {@code store} and {@code retail}. Start at {@link org.tillmesh.crdt.Delta}, the one thing that ever changes
 * a document, then {@link org.tillmesh.crdt.DotStore}, the state that deltas build, and {@link org.tillmesh.crdt.Causal},
 * the types read from it (Register, OrSet, OrMap). Records need no causal context: {@link org.tillmesh.crdt.Log}, and the
 * sums over them, {@link org.tillmesh.crdt.Ledger} and {@link org.tillmesh.crdt.BoundedCounter}.
 */
@NullMarked
package org.tillmesh.crdt;

import org.jspecify.annotations.NullMarked;
