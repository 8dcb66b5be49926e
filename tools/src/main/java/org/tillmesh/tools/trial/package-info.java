/**
 * Trials with real programs: kills, outages, long runs, and the child processes and ledgers that they use.
 */
@NullMarked
package org.tillmesh.tools.trial;

import org.jspecify.annotations.NullMarked;
