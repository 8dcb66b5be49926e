package org.tillmesh.zatca;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Signed documents for those who only read them. */
public final class PdfSamples {
    private PdfSamples() {}

    public static List<String> names() {
        return List.of(
                "simplified-cart",
                "simplified-credit-note",
                "standard-b2b-discount",
                "standard-settlement",
                "standard-foreign-currency",
                "many-lines");
    }

    public static SignedInvoice signed(String name) {
        return Stamper.stamp(name.equals("many-lines") ? manyLines() : Samples.document(name), Samples.KEY);
    }

    private static Invoice manyLines() {
        var lines = new ArrayList<InclusiveLine>();
        for (int i = 1; i <= 120; i++) {
            lines.add(new InclusiveLine(
                    "صنف طويل الاسم رقم " + i + " | An item whose name goes on for longer than its column is wide 茶",
                    BigDecimal.valueOf(i, 3),
                    "KGM",
                    VatClass.S15,
                    100L * i));
        }
        return Samples.simplified(DocumentKind.INVOICE)
                .totals(InclusiveTotals.of(lines))
                .build();
    }
}
