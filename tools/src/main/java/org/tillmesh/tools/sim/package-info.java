/** Deterministic simulation: real stores on disks that tear, fill and die, exchanging records over a hostile network. */
@NullMarked
package org.tillmesh.tools.sim;

import org.jspecify.annotations.NullMarked;
