package org.tillmesh.zatca.model;

import java.util.List;

/**
 * Another id of a party than its VAT number, such as a commercial registration.
 *
 * @param scheme CRN, MOM, MLS, SAG, OTH or 700 of a seller (BR-KSA-08); also TIN, NAT, IQA, PAS or GCC of a buyer (BR-KSA-14)
 */
public record PartyId(String scheme, String value) {
    static final List<String> OF_SELLERS = List.of("CRN", "MOM", "MLS", "SAG", "OTH", "700");
    static final List<String> OF_BUYERS =
            List.of("TIN", "NAT", "IQA", "PAS", "CRN", "MOM", "MLS", "700", "SAG", "GCC", "OTH");

    public PartyId {
        Refused.unless(
                OF_BUYERS.contains(scheme),
                "BR-KSA-14",
                "Id scheme \"%s\" is unknown; use one of %s",
                scheme,
                OF_BUYERS);
        Refused.unless(
                FreeText.isCode(value),
                "BR-KSA-14",
                "Id \"%s\" (%s) holds more than letters and digits; write A-Z, a-z, 0-9 only",
                value,
                scheme);
    }
}
