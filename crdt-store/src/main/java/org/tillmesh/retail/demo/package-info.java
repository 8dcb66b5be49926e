/**
 * The invented company that demonstrations sell for: its catalogue, stores, tills and users, as ChangeSets of a fixed
 * pseudo-origin that are the same bytes everywhere.
 *
 * <p>Start at {@link org.tillmesh.retail.demo.DemoSeed}.
 *
 * <p>Must not know: secrets. Nothing in it is one, and no store that was not made as a demo accepts it.
 */
@NullMarked
package org.tillmesh.retail.demo;

import org.jspecify.annotations.NullMarked;
