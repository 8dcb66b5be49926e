package org.tillmesh.zatca;

import java.util.List;

/** VAT categories of UNCL 5305 in use in the Kingdom, each with the exemption codes it may give (BR-KSA-18, BR-KSA-CL-04). */
public enum VatCategory {
    /** Standard rated, 15 % (5 % for supplies under the old rate). */
    S(List.of()),
    /** Zero rated. */
    Z(List.of(
            "VATEX-SA-32",
            "VATEX-SA-33",
            "VATEX-SA-34-1",
            "VATEX-SA-34-2",
            "VATEX-SA-34-3",
            "VATEX-SA-34-4",
            "VATEX-SA-34-5",
            "VATEX-SA-35",
            "VATEX-SA-36",
            "VATEX-SA-EDU",
            "VATEX-SA-HEA",
            "VATEX-SA-MLTRY",
            "VATEX-SA-DIPLOMAT",
            "VATEX-SA-DUTYFREE")),
    /** Exempt. */
    E(List.of("VATEX-SA-29", "VATEX-SA-29-7", "VATEX-SA-30")),
    /** Out of scope. */
    O(List.of("VATEX-SA-OOS"));

    private final List<String> exemptionCodes;

    VatCategory(List<String> exemptionCodes) {
        this.exemptionCodes = exemptionCodes;
    }

    public List<String> exemptionCodes() {
        return exemptionCodes;
    }
}
