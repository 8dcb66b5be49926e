package org.tillmesh.zatca.model;

import java.util.Arrays;
import java.util.List;

/** VAT categories of UNCL 5305 in use in the Kingdom (BR-KSA-18). */
public enum VatCategory {
    /** Standard rated, 15 % (5 % for supplies under the old rate). */
    S,
    /** Zero rated. */
    Z,
    /** Exempt. */
    E,
    /** Out of scope. */
    O;

    /** The codes that a document may give as its reason (BR-KSA-CL-04); none for S. */
    public List<String> exemptionCodes() {
        return Arrays.stream(ExemptionReason.values())
                .filter(r -> r.category() == this)
                .map(ExemptionReason::code)
                .toList();
    }
}
