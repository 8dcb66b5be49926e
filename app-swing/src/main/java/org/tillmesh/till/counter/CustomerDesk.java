package org.tillmesh.till.counter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.company.Address;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.customer.Customers;
import org.tillmesh.retail.sale.CommandKeys;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** Customers: found, added and edited here, merged with what other tills did to them meanwhile. */
final class CustomerDesk {
    private static final int FOUND_MAX = 50;

    private final Shop shop;

    CustomerDesk(Shop shop) {
        this.shop = shop;
    }

    static TillException unknown(CustomerId id) {
        return new TillException(CounterRefusal.UNKNOWN_CUSTOMER, id);
    }

    List<Customer> find(String text) {
        shop.requireUser();
        return shop.retail().customers().find(text, FOUND_MAX);
    }

    Customer byId(CustomerId id) {
        return shop.retail().customers().byId(id).orElseThrow(() -> unknown(id));
    }

    /** The customer, and whether the key had made it before. */
    record Made(Customer customer, boolean again) {}

    Made add(NewCustomer wanted, @Nullable String key) {
        var used = shop.used(key, CommandKeys.Command.NEW_CUSTOMER);
        if (used.isPresent()) {
            return new Made(byId(new CustomerId(used.get().id())), true);
        }
        shop.requireUser();
        String name = wanted.name().strip();
        if (name.isEmpty() || name.length() > 200) {
            throw new TillException(CounterRefusal.CUSTOMER_NAME_LENGTH, name, name.length());
        }
        Customer customer = Customer.fresh(
                new CustomerId(Shop.newId()),
                name,
                checkedVat(wanted.vatNumber()),
                wanted.phone() == null ? List.of() : List.of(phone(wanted.phone())),
                wanted.tags(),
                wanted.address(),
                new Customer.CreatedBy(shop.till(), key));
        Customer whole = wanted.national().isEmpty()
                ? customer
                : customer.withNationalAddress(national(null, wanted.national()));
        shop.write(tx -> {
            whole.writeTo(tx, Scope.COMPANY);
            return true;
        });
        return new Made(whole, false);
    }

    Customer edit(CustomerId id, Map<String, String> set) {
        shop.requireUser();
        Customer before = byId(id);
        Customer after = before;
        for (Map.Entry<String, String> entry : set.entrySet()) {
            String value = entry.getValue().strip();
            after = switch (entry.getKey()) {
                case "name" -> named(after, value);
                case "phone" -> after.withPhones(value.isEmpty() ? List.of() : List.of(phone(value)));
                case "vatNumber" -> after.withVatNumber(String.valueOf(checkedVat(value)));
                case "address" -> after.withAddress(value);
                case "street", "building", "district", "city", "postalCode", "additional" ->
                    after.withNationalAddress(national(after, Map.of(entry.getKey(), value)));
                case "note" -> after.withNote(value);
                case "tags" -> after.withTags(tags(value));
                default -> throw new TillException(CounterRefusal.CUSTOMER_FIELD, entry.getKey());
            };
        }
        Customer wanted = after;
        shop.write(tx -> {
            wanted.writeChanges(tx, before);
            return true;
        });
        return byId(id);
    }

    /** The address that the customer has, with these parts changed. */
    private static Address national(@Nullable Customer before, Map<String, String> parts) {
        Address old = before == null ? Address.read("") : before.billingAddress();
        String building = parts.getOrDefault("building", old.building()).strip();
        String postalCode = parts.getOrDefault("postalCode", old.postalCode()).strip();
        if (!postalCode.isEmpty() && !postalCode.matches("[0-9]{5}")) {
            throw new TillException(CounterRefusal.POSTAL_CODE, postalCode);
        }
        String additional = parts.getOrDefault("additional", old.additional()).strip();
        if (!additional.isEmpty() && !additional.matches("[0-9]{4}")) {
            throw new TillException(CounterRefusal.ADDITIONAL_NUMBER, additional);
        }
        return new Address(
                parts.getOrDefault("street", old.street()).strip(),
                building,
                parts.getOrDefault("district", old.district()).strip(),
                parts.getOrDefault("city", old.city()).strip(),
                postalCode,
                old.country(),
                additional);
    }

    private static Customer named(Customer customer, String name) {
        if (name.isEmpty()) {
            throw new TillException(CounterRefusal.CUSTOMER_NAME_EMPTY);
        }
        return customer.withName(name);
    }

    private static String phone(String typed) {
        String digits = Customers.phoneDigits(typed);
        if (digits.length() < 5 || digits.length() > 15) {
            throw new TillException(CounterRefusal.PHONE_LENGTH, typed, digits.length());
        }
        return digits;
    }

    private static @Nullable String checkedVat(@Nullable String vat) {
        if (vat != null && !vat.isEmpty() && !vat.matches("3[0-9]{13}3")) {
            throw new TillException(CounterRefusal.VAT_NUMBER, vat);
        }
        return vat;
    }

    private static List<String> tags(String text) {
        var tags = new ArrayList<String>();
        Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(t -> !t.isEmpty())
                .forEach(tags::add);
        return tags;
    }
}
