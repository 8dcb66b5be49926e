package org.tillmesh.retail.company;

import java.util.ArrayList;
import java.util.List;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;

/**
 * A national address as a ZATCA invoice needs it: building number 4 digits, postal code 5 digits, country {@code SA}.
 *
 * @param additional the additional number, 4 digits; may be empty
 */
public record Address(
        String street,
        String building,
        String district,
        String city,
        String postalCode,
        String country,
        String additional) {
    /** Without an additional number. */
    public Address(String street, String building, String district, String city, String postalCode, String country) {
        this(street, building, district, city, postalCode, country, "");
    }

    /** Whether a standard invoice can name it: every part, with the digits that the rules want (BR-KSA-63, BR-KSA-67). */
    public boolean isComplete() {
        return missing().isEmpty();
    }

    /** What is missing for that. */
    public List<AddressPart> missing() {
        var missing = new ArrayList<AddressPart>();
        if (street.isBlank()) {
            missing.add(AddressPart.STREET);
        }
        if (building.isBlank()) {
            missing.add(AddressPart.BUILDING);
        }
        if (district.isBlank()) {
            missing.add(AddressPart.DISTRICT);
        }
        if (city.isBlank()) {
            missing.add(AddressPart.CITY);
        }
        if (!postalCode.matches("[0-9]{5}")) {
            missing.add(AddressPart.POSTAL_CODE);
        }
        return missing;
    }

    /**
     * Reads an address that was typed in one line, parts divided by commas: {@code 1234 King Fahd Road, Al Olaya, Riyadh
     * 12211}. The number of 5 digits is the postal code, that of 4 the building; of the words the first part is the
     * street, the last the city, what lies between the district. Parts that are not there come out empty.
     */
    public static Address read(String line) {
        String postalCode = "";
        String building = "";
        var words = new ArrayList<String>();
        for (String part : line.split("[,،;\\n]")) {
            var rest = new ArrayList<String>();
            for (String word : part.strip().split("\\s+")) {
                if (word.matches("[0-9]{5}") && postalCode.isEmpty()) {
                    postalCode = word;
                } else if (word.matches("[0-9]{4}") && building.isEmpty()) {
                    building = word;
                } else if (!word.isEmpty()) {
                    rest.add(word);
                }
            }
            if (!rest.isEmpty()) {
                words.add(String.join(" ", rest));
            }
        }
        int count = words.size();
        return new Address(
                count > 0 ? words.get(0) : "",
                building,
                count > 2 ? String.join(", ", words.subList(1, count - 1)) : "",
                count > 1 ? words.get(count - 1) : "",
                postalCode,
                "SA");
    }

    public Value toValue() {
        return new Body()
                .put("street", street)
                .put("building", building)
                .put("district", district)
                .put("city", city)
                .put("postalCode", postalCode)
                .put("country", country)
                .put("additional", additional.isEmpty() ? null : additional)
                .toValue();
    }

    public static Address of(Value value) {
        Fields in = Fields.of("address", value);
        return new Address(
                in.text("street", ""),
                in.text("building", ""),
                in.text("district", ""),
                in.text("city", ""),
                in.text("postalCode", ""),
                in.text("country", "SA"),
                in.text("additional", ""));
    }
}
