/**
 * Measurements against the budgets, beside peers, in one run; they print and never judge.
 *
 * <p>Start at {@link org.tillmesh.tools.bench.StoreBench} and {@link org.tillmesh.tools.bench.ReplicationBench}.
 *
 * <p>Must not know: simulations and the demo. Its peers lie on no till's class path.
 */
@NullMarked
package org.tillmesh.tools.bench;

import org.jspecify.annotations.NullMarked;
