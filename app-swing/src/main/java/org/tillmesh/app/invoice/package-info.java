/**
 * Tax invoices: the list, one invoice, the wish for one at payment.
 */
@NullMarked
package org.tillmesh.app.invoice;

import org.jspecify.annotations.NullMarked;
