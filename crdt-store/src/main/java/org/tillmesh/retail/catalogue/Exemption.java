package org.tillmesh.retail.catalogue;

import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.value.TaxCategory;

/**
 * Why a line bears no VAT, as the invoice says it (BR-KSA-CL-04, BR-KSA-83). Kept with cart and receipt: what head office
 * changes later does not alter what was sold.
 *
 * @param code {@code VATEX-SA-…}
 * @param text in words, for the buyer
 */
public record Exemption(String code, String text) implements Comparable<Exemption> {
    public static final Exemption NONE = new Exemption("", "");

    /** Private education and health care are free of VAT for citizens alone: the invoice names one (BR-KSA-49). */
    public boolean isForCitizens() {
        return code.equals("VATEX-SA-EDU") || code.equals("VATEX-SA-HEA");
    }

    /** What a line says: its own reason, or its category's. */
    public static Exemption of(TaxCategory category, @Nullable Exemption own) {
        return own != null ? own : new Exemption(category.exemptionCode(), category.exemptionText());
    }

    @Override
    public int compareTo(Exemption other) {
        int byCode = code.compareTo(other.code);
        return byCode != 0 ? byCode : text.compareTo(other.text);
    }

    public Value toValue() {
        return new Body().put("code", code).put("text", text).toValue();
    }

    static @Nullable public Exemption of(Fields in) {
        Value value = in.value("exemption");
        if (value == null) {
            return null;
        }
        Fields fields = Fields.of("exemption", value);
        return new Exemption(fields.text("code"), fields.text("text"));
    }
}
