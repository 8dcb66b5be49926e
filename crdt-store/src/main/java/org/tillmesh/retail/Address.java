package org.tillmesh.retail;

import org.tillmesh.crdt.Value;

/** A national address as a ZATCA invoice needs it: building number 4 digits, postal code 5 digits, country {@code SA}. */
public record Address(String street, String building, String district, String city, String postalCode, String country) {
    Value toValue() {
        return new Body()
                .put("street", street)
                .put("building", building)
                .put("district", district)
                .put("city", city)
                .put("postalCode", postalCode)
                .put("country", country)
                .toValue();
    }

    static Address of(Value value) {
        Fields in = Fields.of("address", value);
        return new Address(
                in.text("street", ""),
                in.text("building", ""),
                in.text("district", ""),
                in.text("city", ""),
                in.text("postalCode", ""),
                in.text("country", "SA"));
    }
}
