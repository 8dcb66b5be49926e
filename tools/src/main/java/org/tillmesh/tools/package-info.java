/**
 * One command-line program: the till with and without a face, the relay, the demo, trials and measurements, and what
 * keeps a store folder well (verify, backup, restore).
 *
 * <p>Start at {@link org.tillmesh.tools.Main}.
 *
 * <p>Must not know: nothing is forbidden to it; it stands on every module. No module may know it.
 */
@NullMarked
package org.tillmesh.tools;

import org.jspecify.annotations.NullMarked;
