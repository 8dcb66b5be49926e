package org.tillmesh.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.folder.RelayFolder;
import org.tillmesh.relay.office.TaxProfiles;
import org.tillmesh.replication.security.PinHash;
import org.tillmesh.retail.catalogue.Category;
import org.tillmesh.retail.catalogue.TaxProfile;
import org.tillmesh.retail.company.Address;
import org.tillmesh.retail.company.BranchProfile;
import org.tillmesh.retail.company.Company;
import org.tillmesh.retail.company.PinRule;
import org.tillmesh.retail.company.PinVerifier;
import org.tillmesh.retail.company.Role;
import org.tillmesh.retail.company.TillProfile;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;

/**
 * Makes a relay of a folder from a company file (JSON): {@code company}, {@code stores} with their {@code tills},
 * {@code users} with PIN, role and stores, {@code categories}, {@code taxProfiles}. Checked whole before anything is written.
 */
public final class RelaySetup {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode file;
    private final String name;

    private RelaySetup(JsonNode file, String name) {
        this.file = file;
        this.name = name;
    }

    /**
     * @param token for the HTTP API and the console; kept nowhere, shown once
     * @param warnings what was taken and may make trouble later
     */
    public record Made(String company, List<String> stores, String token, List<String> warnings) {}

    /** The standard allows 255 bytes in the QR; users report that the authority's portal fails above 127. */
    private static final int SELLER_BYTES = 127;

    private static List<String> warnings(Company company) {
        String seller = company.nameAr().isEmpty() ? company.name() : company.nameAr();
        int bytes = seller.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= SELLER_BYTES
                ? List.of()
                : List.of("The seller's name \"" + seller + "\" has " + bytes
                        + " bytes (an Arabic letter has two); above " + SELLER_BYTES
                        + " the authority may refuse the QR of every invoice, so shorten it");
    }

    private record Pin(User user, String pin) {}

    /** @throws RelayException if the file or the folder is not right; then nothing was made */
    public static Made run(Path folder, Path companyFile) throws IOException {
        JsonNode read;
        try {
            read = JSON.readTree(Files.readAllBytes(companyFile));
        } catch (JsonProcessingException e) {
            throw new RelayException("The company file " + companyFile + " is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new RelayException("The company file " + companyFile + " can't be read: " + e, e);
        }
        return new RelaySetup(read, companyFile.toString()).make(folder);
    }

    private Made make(Path folder) throws IOException {
        Company company = company(file.path("company"));
        List<BranchProfile> stores = stores(company);
        List<TillProfile> tills = tills();
        List<Pin> pins = users(stores.stream().map(BranchProfile::id).toList());
        List<Category> categories = categories();
        List<TaxProfile> taxProfiles = taxProfiles();
        String id = "C-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        try (RelayFolder made = RelayFolder.make(folder, id, Clock.systemUTC())) {
            var companyDocuments = new ArrayList<StateDocument>(List.of(company));
            companyDocuments.addAll(stores);
            companyDocuments.addAll(tills);
            companyDocuments.addAll(categories);
            companyDocuments.addAll(taxProfiles);
            pins.forEach(pin -> companyDocuments.add(pin.user()));
            made.store().write(tx -> {
                companyDocuments.forEach(document -> document.writeTo(tx, Scope.COMPANY));
                return true;
            });
            for (BranchProfile branch : stores) {
                byte[] pepper = made.makePepper(branch.id());
                made.store().write(tx -> {
                    for (Pin pin : pins) {
                        if (pin.user().mayWorkIn(branch.id())) {
                            new PinVerifier(pin.user().id(), PinHash.make(pepper, pin.pin()), true)
                                    .writeTo(tx, Scope.branch(branch.id()));
                        }
                    }
                    return true;
                });
            }
            made.ring().save(folder);
            made.writeAuthority();
            return new Made(
                    company.name(),
                    stores.stream().map(BranchProfile::id).toList(),
                    made.newToken(),
                    warnings(company));
        }
    }

    private Company company(JsonNode in) {
        String vat = text(in, "company", "vatNumber");
        if (!vat.matches("3[0-9]{13}3")) {
            throw wrong("company.vatNumber", vat, "15 digits that begin and end with 3");
        }
        return new Company(
                text(in, "company", "name"),
                text(in, "company", "nameAr"),
                vat,
                text(in, "company", "crn"),
                address(in));
    }

    private Address address(JsonNode in) {
        return new Address(
                text(in, "company", "street"),
                text(in, "company", "building"),
                text(in, "company", "district"),
                text(in, "company", "city"),
                text(in, "company", "postalCode"),
                in.path("country").asText("SA"));
    }

    private List<BranchProfile> stores(Company company) {
        var stores = new ArrayList<BranchProfile>();
        for (JsonNode in : list("stores")) {
            String id = text(in, "stores", "id");
            if (!id.matches("S[0-9]{3}")) {
                throw wrong("stores.id", id, "S and three digits, like S001");
            }
            if (stores.stream().anyMatch(s -> s.id().equals(id))) {
                throw wrong("stores.id", id, "another id: this one is there twice");
            }
            String zone = in.path("zone").asText("Asia/Riyadh");
            try {
                stores.add(new BranchProfile(
                        id,
                        text(in, "stores", "name"),
                        text(in, "stores", "nameAr"),
                        in.has("street") ? address(in) : company.address(),
                        ZoneId.of(zone)));
            } catch (DateTimeException e) {
                throw wrong("stores.zone", zone, "a time zone like Asia/Riyadh");
            }
        }
        return stores;
    }

    private List<TillProfile> tills() {
        var tills = new ArrayList<TillProfile>();
        for (JsonNode store : list("stores")) {
            for (JsonNode in : store.path("tills")) {
                if (!in.asText().matches("T[0-9]{2}")) {
                    throw wrong("stores.tills", in.asText(), "T and two digits, like T01");
                }
                tills.add(
                        new TillProfile(new TillId(text(store, "stores", "id"), in.asText()), null, true, new byte[0]));
            }
        }
        return tills;
    }

    private List<Pin> users(List<String> stores) {
        var users = new ArrayList<Pin>();
        for (JsonNode in : list("users")) {
            String id = text(in, "users", "id");
            Role role = role(text(in, "users", "role"));
            String pin = text(in, "users", "pin");
            PinRule rule = PinRule.of(role, false);
            if (!rule.allows(pin)) {
                throw wrong("users.pin of " + id, "…", rule + " for a " + role.word());
            }
            var worksIn = new ArrayList<String>();
            for (JsonNode store : in.path("stores")) {
                if (!stores.contains(store.asText())) {
                    throw wrong("users.stores of " + id, store.asText(), "one of " + stores);
                }
                worksIn.add(store.asText());
            }
            User user = new User(
                    new UserId(id),
                    text(in, "users", "name"),
                    in.path("nameAr").asText(text(in, "users", "name")),
                    role,
                    true,
                    worksIn.isEmpty() ? stores : worksIn);
            refuseTwins(users, user, pin);
            users.add(new Pin(user, pin));
        }
        return users;
    }

    /** Whoever approves is known by the PIN alone, so in one store nobody has the PIN of another. */
    private void refuseTwins(List<Pin> users, User user, String pin) {
        for (Pin other : users) {
            if (other.user().id().equals(user.id())) {
                throw wrong("users.id", user.id().value(), "another id: this one is there twice");
            }
            if (other.pin().equals(pin) && other.user().stores().stream().anyMatch(user::mayWorkIn)) {
                throw wrong(
                        "users.pin of " + user.id(),
                        "…",
                        "another PIN: " + other.user().id() + " has this one, and both work in the same store");
            }
        }
    }

    private Role role(String text) {
        for (Role role : Role.BUILT_IN) {
            if (role.id().equalsIgnoreCase(text)) {
                return role;
            }
        }
        throw wrong("users.role", text, "cashier or manager");
    }

    private List<Category> categories() {
        var categories = new ArrayList<Category>();
        for (JsonNode in : file.path("categories")) {
            categories.add(new Category(
                    text(in, "categories", "id"),
                    text(in, "categories", "name"),
                    in.path("nameAr").asText(text(in, "categories", "name")),
                    in.path("position").asInt(categories.size() + 1)));
        }
        return categories;
    }

    private List<TaxProfile> taxProfiles() {
        var profiles = new ArrayList<TaxProfile>();
        for (JsonNode in : file.path("taxProfiles")) {
            TaxProfile profile;
            try {
                profile = TaxProfiles.read(in);
            } catch (RelayException e) {
                throw new RelayException("The company file " + name + ": " + e.getMessage(), e);
            }
            if (profiles.stream().anyMatch(p -> p.id().equals(profile.id()))) {
                throw wrong("taxProfiles.id", profile.id(), "another id: this one is there twice");
            }
            profiles.add(profile);
        }
        return profiles;
    }

    private JsonNode list(String field) {
        JsonNode list = file.path(field);
        if (!list.isArray() || list.isEmpty()) {
            throw new RelayException(
                    "The company file " + name + " needs a list \"" + field + "\" with at least one entry");
        }
        return list;
    }

    private String text(JsonNode in, String where, String field) {
        String text = in.path(field).asText("").strip();
        if (text.isEmpty()) {
            throw new RelayException(
                    "The company file " + name + ": \"" + where + "." + field + "\" is missing; give a text");
        }
        return text;
    }

    private RelayException wrong(String field, String value, String mend) {
        return new RelayException(
                "The company file " + name + ": \"" + field + "\" is \"" + value + "\"; give " + mend);
    }
}
