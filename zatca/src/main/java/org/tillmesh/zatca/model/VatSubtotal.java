package org.tillmesh.zatca.model;

/** One line of the VAT breakdown: the net sum of a class and the VAT on it, in halalas. */
public record VatSubtotal(VatClass vatClass, long net, long vat) {}
