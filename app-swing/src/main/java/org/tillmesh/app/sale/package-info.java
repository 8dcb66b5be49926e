/**
 * The sale screen: cart, search, quick keys, parked carts, unknown codes.
 */
@NullMarked
package org.tillmesh.app.sale;

import org.jspecify.annotations.NullMarked;
