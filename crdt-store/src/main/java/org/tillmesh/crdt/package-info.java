/**
 * Values that merge, clocks and version vectors: values in, values out. The store and the shop's documents stand on
 * it.
 *
 * <p>Start at {@link org.tillmesh.crdt.Delta}, the one thing that ever changes a document, then
 * {@link org.tillmesh.crdt.DotStore}, the state that deltas build, and {@link org.tillmesh.crdt.Causal}, the types
 * that are read from it (Register, OrSet, OrMap). Records need no causal context: of two records with
 * one uuid the earlier stands ({@code store.view}). {@link org.tillmesh.crdt.Ledger} and
 * {@link org.tillmesh.crdt.BoundedCounter} are sums over records.
 *
 * <p>Must not know: anything but the JDK.
 */
@NullMarked
package org.tillmesh.crdt;

import org.jspecify.annotations.NullMarked;
