package org.tillmesh.tools.zatca;

import java.util.Arrays;
import java.util.List;
import org.tillmesh.zatca.model.ExemptionReason;
import org.tillmesh.zatca.model.VatCategory;
import org.tillmesh.zatca.model.VatClass;

/** Reads {@code "vat": {"category": "S", "rate": "15"}} or {@code {"category": "Z", "exemption": "VATEX-SA-35"}}. */
final class SaleVat {
    private SaleVat() {}

    static VatClass read(SaleFields holder) {
        SaleFields vat = holder.object("vat", "{\"category\": \"S\", \"rate\": \"15\"}");
        String word = vat.text("category", "\"S\"");
        VatCategory category = Arrays.stream(VatCategory.values())
                .filter(c -> c.name().equals(word))
                .findFirst()
                .orElseThrow(() -> vat.wrong("category", word, List.of("S", "Z", "E", "O")));
        int rate = (int) vat.integer("rate", category == VatCategory.S ? 15 : 0, "\"15\", \"5\" or \"0\"");
        String code = vat.text("exemption", category == VatCategory.O ? "VATEX-SA-OOS" : "", "\"VATEX-SA-35\"");
        String words = ExemptionReason.ofCode(code).map(ExemptionReason::text).orElse("");
        String reason = vat.text("reason", words, "\"" + words + "\"");
        VatClass read = vat.named(() -> new VatClass(category, rate, code, reason));
        vat.end();
        return read;
    }
}
