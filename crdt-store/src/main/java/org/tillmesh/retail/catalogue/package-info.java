/**
 * Products, categories, tax profiles, and their import from CSV files. {@link org.tillmesh.retail.catalogue.Catalogue}
 * finds them by barcode, id and words.
 */
@NullMarked
package org.tillmesh.retail.catalogue;

import org.jspecify.annotations.NullMarked;
