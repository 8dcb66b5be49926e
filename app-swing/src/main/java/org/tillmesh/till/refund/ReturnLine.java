package org.tillmesh.till.refund;

import org.tillmesh.retail.value.Quantity;

/** A line of a receipt, and how much of it comes back. */
public record ReturnLine(int line, Quantity qty) {}
