package org.tillmesh.zatca;

/**
 * A national address. For the Kingdom: building number of 4 digits, postal code of 5 (BR-KSA-37, BR-KSA-66).
 *
 * @param country ISO 3166-1, two letters
 */
public record Address(String street, String building, String district, String city, String postalCode, String country) {
    public Address {
        street = FreeText.clean(street);
        building = FreeText.clean(building);
        district = FreeText.clean(district, 127);
        city = FreeText.clean(city, 127);
        postalCode = FreeText.clean(postalCode);
        Refused.unless(
                country.matches("[A-Z]{2}"), "BR-CL-14", "Country \"%s\" is no ISO code; write it like SA", country);
    }

    boolean inKingdom() {
        return country.equals("SA");
    }
}
