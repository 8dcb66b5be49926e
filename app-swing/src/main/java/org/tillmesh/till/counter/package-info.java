/**
 * The sale: cart, payment, returns, customers, gift cards, and the tax invoice's stamp in the sale's own commit.
 */
@NullMarked
package org.tillmesh.till.counter;

import org.jspecify.annotations.NullMarked;
