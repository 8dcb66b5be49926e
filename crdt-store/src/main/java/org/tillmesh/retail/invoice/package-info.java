/**
 * The e-invoice of a sale or return, its place in the till's chain, and what the tax authority said of it.
 */
@NullMarked
package org.tillmesh.retail.invoice;

import org.jspecify.annotations.NullMarked;
