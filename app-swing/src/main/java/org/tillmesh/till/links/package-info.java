/**
 * The till's links to head office and to the other tills: activation, the three syncs, what is safe elsewhere,
 * and the care of the folder. Doors are {@link org.tillmesh.till.links.Links} and {@link org.tillmesh.till.links.Keeper}.
 */
@NullMarked
package org.tillmesh.till.links;

import org.jspecify.annotations.NullMarked;
