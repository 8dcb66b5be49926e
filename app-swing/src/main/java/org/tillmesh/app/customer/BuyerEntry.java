package org.tillmesh.app.customer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.counter.NewCustomer;

/** A business as it was typed. It becomes the customer with that VAT number if there is one, so that nobody is there twice. */
public record BuyerEntry(Map<BuyerPart, String> values) {
    private String of(BuyerPart part) {
        return values.getOrDefault(part, "");
    }

    /**
     * Keeps it; for a till's thread.
     *
     * @param before the customer that the fields showed at first; edited if it is still the same, else left as it is
     */
    public CounterAnswers.Customer save(Till till, CounterAnswers.@Nullable Customer before) {
        CounterAnswers.Customer known = known(till, before).orElse(null);
        if (known == null) {
            return till.counter()
                    .newCustomer(
                            new NewCustomer(
                                    of(BuyerPart.NAME),
                                    null,
                                    of(BuyerPart.VAT).isEmpty() ? null : of(BuyerPart.VAT),
                                    null,
                                    List.of(),
                                    address(part -> true)),
                            null);
        }
        var set = new TreeMap<String, String>();
        if (!of(BuyerPart.NAME).equals(known.name())) {
            set.put(BuyerPart.NAME.field(), of(BuyerPart.NAME));
        }
        if (!of(BuyerPart.VAT).equals(known.vatNumber() == null ? "" : known.vatNumber())) {
            set.put(BuyerPart.VAT.field(), of(BuyerPart.VAT));
        }
        Map<String, String> old = known.nationalAddress() == null ? Map.of() : known.nationalAddress();
        set.putAll(address(part -> !of(part).equals(old.getOrDefault(part.field(), ""))));
        return set.isEmpty() ? known : till.counter().editCustomer(known.id(), set);
    }

    private Optional<CounterAnswers.Customer> known(Till till, CounterAnswers.@Nullable Customer before) {
        String vat = of(BuyerPart.VAT);
        if (before != null && (vat.isEmpty() || vat.equals(before.vatNumber()))) {
            boolean same = !vat.isEmpty() || of(BuyerPart.NAME).equals(before.name());
            return same ? Optional.of(before) : Optional.empty();
        }
        Optional<CounterAnswers.Customer> other = withVat(till, vat);
        boolean gotNumber = before != null && of(BuyerPart.NAME).equals(before.name());
        return other.isPresent() || !gotNumber ? other : Optional.ofNullable(before);
    }

    public static Optional<CounterAnswers.Customer> withVat(Till till, String vat) {
        return vat.isEmpty()
                ? Optional.empty()
                : till.counter().findCustomers(vat).stream()
                        .filter(c -> vat.equals(c.vatNumber()))
                        .findFirst();
    }

    private Map<String, String> address(java.util.function.Predicate<BuyerPart> wanted) {
        var parts = new TreeMap<String, String>();
        for (BuyerPart part : BuyerPart.values()) {
            if (part.isAddress() && wanted.test(part)) {
                parts.put(part.field(), of(part));
            }
        }
        boolean blank = parts.values().stream().allMatch(String::isEmpty);
        return blank && wanted.test(BuyerPart.STREET) ? Map.of() : parts;
    }
}
