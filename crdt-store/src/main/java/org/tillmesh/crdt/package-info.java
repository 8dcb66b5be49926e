/**
 * Pure CRDT types, clocks and version vectors: values in, values out. Imports nothing but the JDK (ArchUnit holds it).
 * Called by {@code store} and {@code retail}. Start at {@link org.tillmesh.crdt.Delta}, the one thing that ever changes
 * a document, then {@link org.tillmesh.crdt.DotStore}, the state that deltas build.
 */
@NullMarked
package org.tillmesh.crdt;

import org.jspecify.annotations.NullMarked;
