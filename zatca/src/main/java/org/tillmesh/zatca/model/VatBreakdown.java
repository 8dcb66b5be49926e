package org.tillmesh.zatca.model;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Nets by VAT class: lines less allowances plus charges (BR-S-08 and its likes). */
final class VatBreakdown {
    private VatBreakdown() {}

    static SortedMap<VatClass, Long> nets(List<InvoiceLine> lines, List<AllowanceCharge> allowances) {
        var nets = new TreeMap<VatClass, Long>();
        for (InvoiceLine line : lines) {
            nets.merge(line.vatClass(), line.net(), Math::addExact);
        }
        for (AllowanceCharge allowance : allowances) {
            nets.merge(allowance.vat(), allowance.charge() ? allowance.amount() : -allowance.amount(), Math::addExact);
        }
        return nets;
    }

    static List<VatSubtotal> exclusive(List<InvoiceLine> lines, List<AllowanceCharge> allowances) {
        return nets(lines, allowances).entrySet().stream()
                .map(e -> new VatSubtotal(e.getKey(), e.getValue(), e.getKey().vatOn(e.getValue())))
                .toList();
    }
}
