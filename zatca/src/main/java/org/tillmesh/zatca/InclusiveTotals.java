package org.tillmesh.zatca;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Nets and VAT of a tax-inclusive basket. Per VAT class: G = sum of line totals after discounts, VAT = round
 * half-up(G·r/(100+r)), net = G − VAT, so the total is always what the shelf said. Line nets are the exact nets cut to
 * halalas, the rest given to the largest remainders, then to the lower line; a line's VAT = its total − its net.
 *
 * <p>(A VAT of round(net·15 %) could not reach 13,044 of the totals from 0.01 to 1,000.00; BR-CO-17 allows the halala.)
 *
 * @param lines in the order given
 * @param subtotals one per class, in the order of classes
 */
public record InclusiveTotals(List<InvoiceLine> lines, List<VatSubtotal> subtotals) {
    public InclusiveTotals {
        lines = List.copyOf(lines);
        subtotals = List.copyOf(subtotals);
    }

    public static InclusiveTotals of(List<InclusiveLine> lines) {
        var vat = new TreeMap<VatClass, Long>();
        grossByClass(lines).forEach((vatClass, gross) -> vat.put(vatClass, vatClass.vatWithin(gross)));
        return of(lines, vat);
    }

    /**
     * With the VAT of each class given: for a return of a part, whose VAT is what is left of the sale's.
     *
     * @param vatByClass halalas, one entry for every class of the lines
     */
    public static InclusiveTotals of(List<InclusiveLine> lines, SortedMap<VatClass, Long> vatByClass) {
        SortedMap<VatClass, Long> gross = grossByClass(lines);
        Refused.unless(
                gross.keySet().equals(vatByClass.keySet()),
                "BR-S-01",
                "VAT is given for %s but the lines have %s; give one sum for each class of the lines",
                vatByClass.keySet(),
                gross.keySet());
        var nets = new long[lines.size()];
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
            spread(lines, vatClass, total - vat, nets);
        });
        var written = new ArrayList<InvoiceLine>(lines.size());
        for (int i = 0; i < nets.length; i++) {
            InclusiveLine line = lines.get(i);
            long discountNet = line.discount() - line.vatClass().vatWithin(line.discount());
            written.add(InvoiceLine.fromNet(line, nets[i], line.gross() - nets[i], discountNet));
        }
        return new InclusiveTotals(written, subtotals);
    }

    private static SortedMap<VatClass, Long> grossByClass(List<InclusiveLine> lines) {
        var gross = new TreeMap<VatClass, Long>();
        for (InclusiveLine line : lines) {
            gross.merge(line.vatClass(), line.gross(), Math::addExact);
        }
        return gross;
    }

    private static void spread(List<InclusiveLine> lines, VatClass vatClass, long net, long[] nets) {
        long divisor = 100L + vatClass.percent();
        var ofClass = new ArrayList<Integer>();
        long rest = net;
        for (int i = 0; i < nets.length; i++) {
            if (lines.get(i).vatClass().equals(vatClass)) {
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
