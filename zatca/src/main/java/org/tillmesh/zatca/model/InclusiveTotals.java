package org.tillmesh.zatca.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Nets and VAT of a tax-inclusive basket. Per VAT class: G = sum of line totals after discounts, VAT = round
 * half-up(G·r/(100+r)), net = G − VAT, so the total is always what the shelf said. Line nets are the exact nets cut to
 * halalas, the rest given to the largest remainders, then to the lower line; a line's VAT = its total − its net. A line whose
 * price was said without VAT keeps the net that was said, if the others can take what that leaves.
 *
 * <p>(A VAT of round(net·15 %) could not reach 13,044 of the totals from 0.01 to 1,000.00; BR-CO-17 allows the halala.)
 *
 * @param lines in the order given
 * @param subtotals one per class, in the order of classes
 * @param allowances of the whole document, without their VAT, in the order given
 */
public record InclusiveTotals(List<InvoiceLine> lines, List<VatSubtotal> subtotals, List<AllowanceCharge> allowances) {
    public InclusiveTotals {
        lines = List.copyOf(lines);
        subtotals = List.copyOf(subtotals);
        allowances = List.copyOf(allowances);
    }

    public InclusiveTotals(List<InvoiceLine> lines, List<VatSubtotal> subtotals) {
        this(lines, subtotals, List.of());
    }

    public static InclusiveTotals of(List<InclusiveLine> lines) {
        return of(lines, List.of());
    }

    /**
     * With allowances and charges on the whole document.
     *
     * @param allowances their amounts with VAT, as a customer is told them
     */
    public static InclusiveTotals of(List<InclusiveLine> lines, List<AllowanceCharge> allowances) {
        var vat = new TreeMap<VatClass, Long>();
        grossByClass(lines, allowances).forEach((vatClass, gross) -> vat.put(vatClass, vatClass.vatWithin(gross)));
        return of(lines, allowances, vat);
    }

    /**
     * With the VAT of each class given: for a return of a part, whose VAT is what is left of the sale's.
     *
     * @param vatByClass halalas, one entry for every class of the lines
     */
    public static InclusiveTotals of(List<InclusiveLine> lines, SortedMap<VatClass, Long> vatByClass) {
        return of(lines, List.of(), vatByClass);
    }

    private static InclusiveTotals of(
            List<InclusiveLine> lines, List<AllowanceCharge> allowances, SortedMap<VatClass, Long> vatByClass) {
        SortedMap<VatClass, Long> gross = grossByClass(lines, allowances);
        Refused.unless(
                gross.keySet().equals(vatByClass.keySet()),
                "BR-S-01",
                "VAT is given for %s but the lines have %s; give one sum for each class of the lines",
                vatByClass.keySet(),
                gross.keySet());
        List<AllowanceCharge> nets = allowances.stream()
                .filter(a -> a.amount() > a.vat().vatWithin(a.amount()))
                .map(a -> new AllowanceCharge(
                        a.charge(), a.amount() - a.vat().vatWithin(a.amount()), a.vat(), a.reasonCode(), a.reason()))
                .toList();
        SortedMap<VatClass, Long> allowanceNets = VatBreakdown.nets(List.of(), nets);
        var lineNets = new long[lines.size()];
        var subtotals = new ArrayList<VatSubtotal>();
        gross.forEach((vatClass, total) -> {
            long vat = Objects.requireNonNull(vatByClass.get(vatClass));
            Refused.unless(
                    vat >= 0 && vat <= total,
                    "BR-CO-17",
                    "VAT %s of %s does not lie within its total %s; compute it from the total",
                    Halalas.text(vat),
                    vatClass,
                    Halalas.text(total));
            subtotals.add(new VatSubtotal(vatClass, total - vat, vat));
            spread(lines, vatClass, total - vat - allowanceNets.getOrDefault(vatClass, 0L), lineNets);
        });
        var written = new ArrayList<InvoiceLine>(lines.size());
        for (int i = 0; i < lineNets.length; i++) {
            written.add(written(lines.get(i), lineNets[i]));
        }
        return new InclusiveTotals(written, subtotals, nets);
    }

    private static InvoiceLine written(InclusiveLine line, long net) {
        long discountNet = line.discount() - line.vatClass().vatWithin(line.discount());
        var adjustments = new ArrayList<LineAdjustment>();
        for (LineAdjustment adjustment : line.adjustments()) {
            long without = adjustment.amount() - line.vatClass().vatWithin(adjustment.amount());
            if (without > 0) {
                adjustments.add(
                        new LineAdjustment(adjustment.charge(), without, adjustment.reasonCode(), adjustment.reason()));
            }
        }
        // The rounding of charges may exceed a line that is all charge by a halala; the price can't be less than 0.
        long excess = InvoiceLine.sum(adjustments) - net - discountNet;
        for (int i = adjustments.size() - 1; i >= 0 && excess > 0; i--) {
            LineAdjustment charge = adjustments.get(i);
            if (charge.charge()) {
                long less = Math.min(excess, charge.amount());
                excess -= less;
                adjustments.remove(i);
                if (charge.amount() > less) {
                    adjustments.add(
                            i, new LineAdjustment(true, charge.amount() - less, charge.reasonCode(), charge.reason()));
                }
            }
        }
        return InvoiceLine.fromNet(line, net, line.gross() - net, discountNet, adjustments);
    }

    private static SortedMap<VatClass, Long> grossByClass(List<InclusiveLine> lines, List<AllowanceCharge> allowances) {
        var gross = new TreeMap<VatClass, Long>();
        for (InclusiveLine line : lines) {
            gross.merge(line.vatClass(), line.gross(), Math::addExact);
        }
        for (AllowanceCharge allowance : allowances) {
            gross.merge(allowance.vat(), allowance.charge() ? allowance.amount() : -allowance.amount(), Math::addExact);
        }
        gross.forEach((vatClass, total) -> Refused.unless(
                total >= 0,
                "BR-KSA-F-04",
                "Allowances on %s take %s more off than its lines come to; take off less",
                vatClass,
                Halalas.text(-total)));
        return gross;
    }

    /** Whether the other lines of the class can take what those leave whose net was said. */
    private static boolean canStand(List<InclusiveLine> lines, VatClass vatClass, long net) {
        long rest = net;
        long most = 0;
        for (InclusiveLine line : lines) {
            if (line.vatClass().equals(vatClass)) {
                rest -= line.hasNet() ? line.net() : 0;
                most += line.hasNet() ? 0 : line.gross();
            }
        }
        return rest >= 0 && rest <= most;
    }

    private static void spread(List<InclusiveLine> lines, VatClass vatClass, long net, long[] nets) {
        long divisor = 100L + vatClass.percent();
        var ofClass = new ArrayList<Integer>();
        boolean stands = canStand(lines, vatClass, net);
        long rest = net;
        for (int i = 0; i < nets.length; i++) {
            if (lines.get(i).vatClass().equals(vatClass)
                    && stands
                    && lines.get(i).hasNet()) {
                nets[i] = lines.get(i).net();
                rest -= nets[i];
            } else if (lines.get(i).vatClass().equals(vatClass)) {
                ofClass.add(i);
                nets[i] = Math.multiplyExact(lines.get(i).gross(), 100L) / divisor;
                rest -= nets[i];
            }
        }
        ofClass.sort(Comparator.<Integer>comparingLong(
                        i -> Math.multiplyExact(lines.get(i).gross(), 100L) % divisor)
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
        // One round is enough for VAT by the rule; a VAT given from outside may need more, and may need halalas back.
        while (rest != 0) {
            long before = rest;
            for (int k = 0; k < ofClass.size() && rest != 0; k++) {
                int i = ofClass.get(rest > 0 ? k : ofClass.size() - 1 - k);
                if (rest > 0 && nets[i] < lines.get(i).gross()) {
                    nets[i]++;
                    rest--;
                } else if (rest < 0 && nets[i] > 0) {
                    nets[i]--;
                    rest++;
                }
            }
            if (rest == before) {
                throw new AssertionError("Net " + net + " of " + vatClass + " cannot be spread over " + ofClass);
            }
        }
    }
}
