/**
 * Paying: tenders, change, and what is said when a sale is done.
 */
@NullMarked
package org.tillmesh.app.payment;

import org.jspecify.annotations.NullMarked;
