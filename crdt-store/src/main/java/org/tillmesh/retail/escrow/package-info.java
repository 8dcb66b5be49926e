/**
 * Rights to gift cards, store credit and points: granted, moved and spent, never more than was there.
 */
@NullMarked
package org.tillmesh.retail.escrow;

import org.jspecify.annotations.NullMarked;
