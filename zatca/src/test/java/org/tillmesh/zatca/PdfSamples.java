package org.tillmesh.zatca;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.tillmesh.zatca.model.DocumentKind;
import org.tillmesh.zatca.model.InclusiveLine;
import org.tillmesh.zatca.model.InclusiveTotals;
import org.tillmesh.zatca.model.Invoice;
import org.tillmesh.zatca.model.VatClass;
import org.tillmesh.zatca.sign.SignedInvoice;
import org.tillmesh.zatca.sign.Stamper;

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
