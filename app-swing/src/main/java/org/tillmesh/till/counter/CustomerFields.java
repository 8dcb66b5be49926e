package org.tillmesh.till.counter;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.company.Address;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.customer.Customers;
import org.tillmesh.till.shop.TillException;

/** What somebody typed of a customer, checked field by field. */
final class CustomerFields {
    private static final int TEXT_MAX = 200;

    private CustomerFields() {}

    /** The customer with these fields changed. */
    static Customer changed(Customer before, Map<String, String> set) {
        Customer after = before;
        for (Map.Entry<String, String> entry : set.entrySet()) {
            String value = entry.getValue().strip();
            after = switch (entry.getKey()) {
                case "name" -> after.withName(name(value));
                case "phone" -> after.withPhones(value.isEmpty() ? List.of() : List.of(phone(value)));
                case "vatNumber" -> after.withVatNumber(String.valueOf(vatNumber(value)));
                case "address" -> after.withAddress(text("address", value));
                case "street", "building", "district", "city", "postalCode", "additional" ->
                    after.withNationalAddress(national(after, Map.of(entry.getKey(), value)));
                case "note" -> after.withNote(text("note", value));
                case "tags" -> after.withTags(tags(value));
                default -> throw new TillException(CounterRefusal.CUSTOMER_FIELD, entry.getKey());
            };
        }
        return after;
    }

    /** The address that the customer has, with these parts changed. */
    static Address national(@Nullable Customer before, Map<String, String> parts) {
        Address old = before == null ? Address.read("") : before.billingAddress();
        return new Address(
                text("street", parts.getOrDefault("street", old.street())),
                digits(parts.get("building"), old.building(), 4, CounterRefusal.BUILDING_NUMBER),
                text("district", parts.getOrDefault("district", old.district())),
                text("city", parts.getOrDefault("city", old.city())),
                digits(parts.get("postalCode"), old.postalCode(), 5, CounterRefusal.POSTAL_CODE),
                old.country(),
                digits(parts.get("additional"), old.additional(), 4, CounterRefusal.ADDITIONAL_NUMBER));
    }

    /** Only what is typed now is judged: an address may have come from elsewhere. */
    private static String digits(@Nullable String typed, String old, int count, CounterRefusal otherwise) {
        String text = typed == null ? old : typed.strip();
        if (typed != null && !text.isEmpty() && !text.matches("[0-9]{" + count + "}")) {
            throw new TillException(otherwise, text);
        }
        return text;
    }

    static String text(String field, String typed) {
        String text = typed.strip();
        if (text.codePoints().anyMatch(CustomerFields::isUnprintable)) {
            throw new TillException(CounterRefusal.CUSTOMER_TEXT_CONTROL, field);
        }
        if (text.length() > TEXT_MAX) {
            throw new TillException(CounterRefusal.CUSTOMER_TEXT_LENGTH, field, text.length());
        }
        return text;
    }

    /** What an invoice's XML can't hold, or what turns the line round it about. */
    private static boolean isUnprintable(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED
                || (character >= 0x202A && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069);
    }

    private static String name(String name) {
        if (name.isEmpty()) {
            throw new TillException(CounterRefusal.CUSTOMER_NAME_EMPTY);
        }
        return newName(name);
    }

    static String newName(String typed) {
        String name = typed.strip();
        if (name.isEmpty() || name.length() > TEXT_MAX) {
            throw new TillException(CounterRefusal.CUSTOMER_NAME_LENGTH, name, name.length());
        }
        return text("name", name);
    }

    static String phone(String typed) {
        String digits = Customers.phoneDigits(typed);
        if (!typed.codePoints().allMatch(c -> Character.isDigit(c) || " +()-./\u00a0".indexOf(c) >= 0)) {
            throw new TillException(CounterRefusal.PHONE_LETTERS, typed);
        }
        if (digits.length() < 5 || digits.length() > 15) {
            throw new TillException(CounterRefusal.PHONE_LENGTH, typed, digits.length());
        }
        return digits;
    }

    static @Nullable String vatNumber(@Nullable String typed) {
        String vat = typed == null ? null : typed.strip();
        if (vat != null && !vat.isEmpty() && !vat.matches("3[0-9]{13}3")) {
            throw new TillException(CounterRefusal.VAT_NUMBER, vat);
        }
        return vat;
    }

    private static List<String> tags(String text) {
        return tags(List.of(text.split(",")));
    }

    /** Each once and without blanks around it; empty ones are none. */
    static List<String> tags(List<String> typed) {
        return typed.stream()
                .map(tag -> text("tags", tag))
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .toList();
    }
}
