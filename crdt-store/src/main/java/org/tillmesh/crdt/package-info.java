/**
 * Pure CRDT types, clocks and version vectors: values in, values out. Imports nothing but the JDK (ArchUnit holds it).
 * Called by {@code store} and {@code retail}. Start at {@link org.tillmesh.crdt.Delta}, the one thing that ever changes
 * a document, then {@link org.tillmesh.crdt.DotStore}, the state that deltas build, and {@link org.tillmesh.crdt.Causal},
 * the types read from it (Register, OrSet, OrMap). Records need no causal context: of two records of one uuid the earlier
 * stands ({@code store.view}), and the sums over them are {@link org.tillmesh.crdt.Ledger} and
 * {@link org.tillmesh.crdt.BoundedCounter}.
 */
@NullMarked
package org.tillmesh.crdt;

import org.jspecify.annotations.NullMarked;
