package org.tillmesh.zatca.model;

/**
 * A national address. For the Kingdom: building number of 4 digits, postal code of 5 (BR-KSA-37, BR-KSA-66).
 *
 * @param country ISO 3166-1, two letters
 * @param additional the additional number, 4 digits in the Kingdom (BR-KSA-64, KSA-19); may be empty
 */
public record PostalAddress(
        String street,
        String building,
        String district,
        String city,
        String postalCode,
        String country,
        String additional) {
    /** Without an additional number. */
    public PostalAddress(
            String street, String building, String district, String city, String postalCode, String country) {
        this(street, building, district, city, postalCode, country, "");
    }

    public PostalAddress {
        additional = FreeText.clean(additional);
        street = FreeText.clean(street);
        building = FreeText.clean(building);
        district = FreeText.clean(district, 127);
        city = FreeText.clean(city, 127);
        postalCode = FreeText.clean(postalCode);
        Refused.unless(
                country.matches("[A-Z]{2}"), "BR-CL-14", "Country \"%s\" is no ISO code; write it like SA", country);
        Refused.unless(
                additional.isEmpty() || !country.equals("SA") || FreeText.isDigits(additional, 4),
                "BR-KSA-64",
                "Additional number \"%s\" is not 4 digits; look it up in the national address, or leave it out",
                additional);
    }

    boolean inKingdom() {
        return country.equals("SA");
    }
}
