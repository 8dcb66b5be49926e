/** Measurements against the budgets, beside peers, in one run; they print and never judge. */
@NullMarked
package org.tillmesh.tools.bench;

import org.jspecify.annotations.NullMarked;
