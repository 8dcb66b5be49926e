/**
 * Finding, writing and attaching a customer, and the buyer of a tax invoice.
 */
@NullMarked
package org.tillmesh.app.customer;

import org.jspecify.annotations.NullMarked;
