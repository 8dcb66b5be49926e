package org.tillmesh.retail.value;

import java.util.Arrays;
import java.util.Optional;

/**
 * VAT category and rate of a product. Z, E and O carry the exemption's code and text that a ZATCA invoice must name
 * (BR-KSA-CL-04).
 */
public enum TaxCategory {
    S15("S15", "S", 15, "", ""),
    S5("S5", "S", 5, "", ""),
    Z("Z", "Z", 0, "VATEX-SA-35", "Medicines and medical equipment | الأدوية والمعدات الطبية"),
    E("E", "E", 0, "VATEX-SA-30", "Real estate transactions mentioned in Article 30 of the VAT Regulations"),
    O("O", "O", 0, "VATEX-SA-OOS", "Not subject to VAT | غير خاضع للضريبة");

    private final String code;
    private final String ubl;
    private final int ratePercent;
    private final String exemptionCode;
    private final String exemptionText;

    TaxCategory(String code, String ubl, int ratePercent, String exemptionCode, String exemptionText) {
        this.code = code;
        this.ubl = ubl;
        this.ratePercent = ratePercent;
        this.exemptionCode = exemptionCode;
        this.exemptionText = exemptionText;
    }

    /** How it is stored. */
    public String code() {
        return code;
    }

    /** UNTDID 5305: S, Z, E or O. */
    public String ubl() {
        return ubl;
    }

    public int ratePercent() {
        return ratePercent;
    }

    /** {@code VATEX-SA-…}, or empty for S. */
    public String exemptionCode() {
        return exemptionCode;
    }

    public String exemptionText() {
        return exemptionText;
    }

    public static Optional<TaxCategory> of(String code) {
        return Arrays.stream(values()).filter(c -> c.code.equals(code)).findFirst();
    }
}
