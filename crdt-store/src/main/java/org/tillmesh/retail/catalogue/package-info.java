/**
 * Products, categories, tax profiles; products as tables, read from files and written.
 *
 * <p>Start at {@link org.tillmesh.retail.catalogue.Catalogue}, which finds products by barcode, id and words.
 *
 * <p>Must not know: carts, sales, what a discount is.
 */
@NullMarked
package org.tillmesh.retail.catalogue;

import org.jspecify.annotations.NullMarked;
