/**
 * Trials with real programs: kills, outages, long runs, and the child processes, proxies and ledgers that they use.
 *
 * <p>Start at {@link org.tillmesh.tools.trial.CrashTest}; {@link org.tillmesh.tools.trial.SaleLedger} keeps what was
 * confirmed.
 *
 * <p>Must not know: commands, and a till's types. It talks to programs by lines of JSON and by the wire.
 */
@NullMarked
package org.tillmesh.tools.trial;

import org.jspecify.annotations.NullMarked;
