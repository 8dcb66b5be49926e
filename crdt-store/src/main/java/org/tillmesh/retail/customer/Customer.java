package org.tillmesh.retail.customer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.DotStore;
import org.tillmesh.crdt.OrMap;
import org.tillmesh.crdt.Register;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.company.Address;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Document;
import org.tillmesh.store.Transaction;

/**
 * A customer. Fields are registers, phones and tags sets, addresses a map of which the till edits {@code main}.
 *
 * @param nationalAddress part by part, as a standard invoice needs it; null if only a line was typed
 * @param creditLimit what may be sold on account; written by head office only; null for none
 * @param createdBy till and key of the command that made it
 * @param conflicts field to all its concurrent values, the winner first; only fields that have more than one
 */
public record Customer(
        CustomerId id,
        String name,
        @Nullable String vatNumber,
        @Nullable String note,
        List<String> phones,
        List<String> tags,
        @Nullable String address,
        @Nullable Address nationalAddress,
        @Nullable Money creditLimit,
        @Nullable CreatedBy createdBy,
        SortedMap<String, List<String>> conflicts)
        implements StateDocument {

    private static final List<String> ADDRESS = List.of("addresses", "main", "text");
    private static final SortedMap<String, Function<Address, String>> PARTS = new TreeMap<>(Map.of(
            "street", Address::street,
            "building", Address::building,
            "district", Address::district,
            "city", Address::city,
            "postalCode", Address::postalCode,
            "country", Address::country));
    private static final List<String> CONFLICTING = Stream.concat(
                    Stream.of("name", "vatNumber", "note", "address", "additional"),
                    PARTS.keySet().stream().filter(part -> !part.equals("country")))
            .toList();
    private static final List<String> ADDITIONAL = part("additional");

    private static List<String> part(String name) {
        return List.of("addresses", "main", name);
    }

    /** Which command of which till made it. */
    public record CreatedBy(TillId till, @Nullable String key) {}

    public Customer {
        phones = phones.stream().sorted().distinct().toList();
        tags = tags.stream().sorted().distinct().toList();
        conflicts = Collections.unmodifiableSortedMap(new TreeMap<>(conflicts));
    }

    public static Customer fresh(
            CustomerId id,
            String name,
            @Nullable String vatNumber,
            List<String> phones,
            List<String> tags,
            @Nullable String address,
            CreatedBy createdBy) {
        return new Customer(id, name, vatNumber, null, phones, tags, address, null, null, createdBy, new TreeMap<>());
    }

    public Customer withName(String changed) {
        return new Customer(
                id,
                changed,
                vatNumber,
                note,
                phones,
                tags,
                address,
                nationalAddress,
                creditLimit,
                createdBy,
                conflicts);
    }

    public Customer withVatNumber(String changed) {
        return new Customer(
                id, name, changed, note, phones, tags, address, nationalAddress, creditLimit, createdBy, conflicts);
    }

    public Customer withNote(String changed) {
        return new Customer(
                id,
                name,
                vatNumber,
                changed,
                phones,
                tags,
                address,
                nationalAddress,
                creditLimit,
                createdBy,
                conflicts);
    }

    public Customer withPhones(List<String> changed) {
        return new Customer(
                id, name, vatNumber, note, changed, tags, address, nationalAddress, creditLimit, createdBy, conflicts);
    }

    public Customer withTags(List<String> changed) {
        return new Customer(
                id,
                name,
                vatNumber,
                note,
                phones,
                changed,
                address,
                nationalAddress,
                creditLimit,
                createdBy,
                conflicts);
    }

    public Customer withAddress(String changed) {
        return new Customer(
                id, name, vatNumber, note, phones, tags, changed, nationalAddress, creditLimit, createdBy, conflicts);
    }

    public Customer withNationalAddress(Address changed) {
        return new Customer(
                id, name, vatNumber, note, phones, tags, address, changed, creditLimit, createdBy, conflicts);
    }

    /** What may be sold on account; only head office's word counts. */
    public Customer withCreditLimit(Money changed) {
        return new Customer(
                id, name, vatNumber, note, phones, tags, address, nationalAddress, changed, createdBy, conflicts);
    }

    /** This customer with what another has and this one lacks, and with the phones and tags of both. */
    public Customer joined(Customer other) {
        var allPhones = new ArrayList<>(phones);
        allPhones.addAll(other.phones);
        var allTags = new ArrayList<>(tags);
        allTags.addAll(other.tags);
        boolean takesAddress = address == null && nationalAddress == null;
        return new Customer(
                id,
                name,
                vatNumber == null || vatNumber.isEmpty() ? other.vatNumber : vatNumber,
                note == null || note.isEmpty() ? other.note : note,
                allPhones,
                allTags,
                takesAddress ? other.address : address,
                takesAddress ? other.nationalAddress : nationalAddress,
                creditLimit,
                createdBy,
                conflicts);
    }

    /** For an invoice: the address part by part, or as far as the typed line tells it. */
    public Address billingAddress() {
        return nationalAddress != null ? nationalAddress : Address.read(address == null ? "" : address);
    }

    @Override
    public DocRef ref() {
        return DocType.CUSTOMER.ref(id);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        var fields = new FieldMap()
                .put("name", name)
                .put("vatNumber", vatNumber)
                .put("note", note)
                .putSet("phones", phones)
                .putSet("tags", tags);
        if (address != null) {
            fields.putAt(ADDRESS, Value.of(address));
        }
        if (nationalAddress != null) {
            PARTS.forEach((part, of) -> fields.putAt(part(part), Value.of(of.apply(nationalAddress))));
            if (!nationalAddress.additional().isEmpty()) {
                fields.putAt(ADDITIONAL, Value.of(nationalAddress.additional()));
            }
        }
        if (creditLimit != null) {
            fields.put("creditLimit", creditLimit.minor());
        }
        if (createdBy != null) {
            fields.put(
                    "created",
                    new Body()
                            .put("till", createdBy.till().toString())
                            .put("key", createdBy.key())
                            .toValue());
        }
        return fields.toMap();
    }

    @Override
    public List<String> setFields() {
        return List.of("phones", "tags");
    }

    /**
     * Writes only what differs from {@code before}, the customer as the person who edits saw it. An unchanged field is not
     * touched, so its conflict stays; a changed one replaces all its concurrent values.
     */
    public void writeChanges(Transaction tx, Customer before) {
        writeChanges(tx, before, Set.of());
    }

    /**
     * The same where somebody has chosen what some fields say: their conflicts end, also by the value that is shown already.
     *
     * @param chosen names of fields as {@link #conflicts} has them
     */
    public void writeChanges(Transaction tx, Customer before, Set<String> chosen) {
        SortedMap<List<String>, Value> old = before.fields();
        fields().forEach((path, value) -> {
            boolean settles =
                    chosen.stream().anyMatch(field -> before.conflicts.containsKey(field) && path.equals(path(field)));
            if (settles || !value.equals(old.get(path))) {
                tx.put(Scope.COMPANY, ref(), path, value);
            }
        });
        old.keySet().forEach(path -> {
            if (path.size() >= 2 && !fields().containsKey(path)) {
                tx.remove(Scope.COMPANY, ref(), path);
            }
        });
    }

    public static Customer of(Document.State state) {
        Fields in = Fields.of(state);
        OrMap customer = OrMap.at(state.dots());
        Register address = new Register(state.dots(), ADDRESS);
        var conflicts = new TreeMap<String, List<String>>();
        for (String field : CONFLICTING) {
            conflict(new Register(state.dots(), path(field)), field, conflicts);
        }
        Value created = in.value("created");
        return new Customer(
                new CustomerId(state.ref().id()),
                in.text("name"),
                in.textOrNull("vatNumber"),
                in.textOrNull("note"),
                customer.set("phones").elements(),
                customer.set("tags").elements(),
                address.value().map(Customer::shown).orElse(null),
                nationalAddress(state.dots()),
                in.moneyOrNull("creditLimit"),
                created == null ? null : createdBy(created),
                conflicts);
    }

    private static @Nullable Address nationalAddress(DotStore dots) {
        var parts = new TreeMap<String, String>();
        PARTS.keySet()
                .forEach(name ->
                        new Register(dots, part(name)).value().ifPresent(value -> parts.put(name, shown(value))));
        new Register(dots, ADDITIONAL).value().ifPresent(value -> parts.put("additional", shown(value)));
        return parts.isEmpty()
                ? null
                : new Address(
                        parts.getOrDefault("street", ""),
                        parts.getOrDefault("building", ""),
                        parts.getOrDefault("district", ""),
                        parts.getOrDefault("city", ""),
                        parts.getOrDefault("postalCode", ""),
                        parts.getOrDefault("country", "SA"),
                        parts.getOrDefault("additional", ""));
    }

    /** Where a field that can be in conflict is kept. */
    private static List<String> path(String field) {
        return field.equals("address")
                ? ADDRESS
                : PARTS.containsKey(field) || field.equals("additional") ? part(field) : List.of(field);
    }

    private static CreatedBy createdBy(Value value) {
        Fields in = Fields.of("created", value);
        return new CreatedBy(Read.checked(() -> TillId.parse(in.text("till"))), in.textOrNull("key"));
    }

    private static void conflict(Register register, String field, SortedMap<String, List<String>> into) {
        if (register.isInConflict()) {
            into.put(field, register.values().stream().map(Customer::shown).toList());
        }
    }

    private static String shown(Value value) {
        return value instanceof Value.Text text ? text.value() : value.toString();
    }
}
