/**
 * The till's links to head office and to the other tills: activation, the three syncs, what is safe elsewhere.
 */
@NullMarked
package org.tillmesh.till.links;

import org.jspecify.annotations.NullMarked;
