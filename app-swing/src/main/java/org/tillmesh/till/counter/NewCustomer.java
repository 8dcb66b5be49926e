package org.tillmesh.till.counter;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** @param national its address part by part (street, building, district, city, postalCode); empty if only a line */
public record NewCustomer(
        String name,
        @Nullable String phone,
        @Nullable String vatNumber,
        @Nullable String address,
        List<String> tags,
        Map<String, String> national) {
    public NewCustomer(
            String name,
            @Nullable String phone,
            @Nullable String vatNumber,
            @Nullable String address,
            List<String> tags) {
        this(name, phone, vatNumber, address, tags, Map.of());
    }
}
