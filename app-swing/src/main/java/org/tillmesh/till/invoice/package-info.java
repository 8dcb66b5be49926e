/**
 * Tax invoices after the sale: their list, clearance by head office, the till's certificate.
 */
@NullMarked
package org.tillmesh.till.invoice;

import org.jspecify.annotations.NullMarked;
