package org.tillmesh.relay.office;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.form.Form;
import org.tillmesh.relay.form.RoleForm;
import org.tillmesh.relay.form.Thing;
import org.tillmesh.retail.company.Role;
import org.tillmesh.retail.company.RoleProfile;
import org.tillmesh.retail.company.Settings;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;

/** What cashiers, managers and whom else head office makes may do at tills. */
public final class RoleOffice {
    private static final int EVERYTHING_PERCENT = 100;

    private final Store store;
    private final Shelf<RoleProfile> profiles;

    RoleOffice(Store store) {
        this.store = store;
        this.profiles = new Shelf<>(store, Thing.ROLE, DocType.ROLE, RoleProfile::of);
    }

    /** @param isDefault whether it is what counts while head office has written none */
    public record Known(RoleProfile profile, boolean isDefault) {}

    /** Every role. */
    public List<Known> all() {
        return Stream.concat(
                        Role.BUILT_IN.stream(),
                        profiles.all().stream()
                                .map(profile -> new Role(profile.id()))
                                .filter(role -> !role.isBuiltIn()))
                .map(this::known)
                .toList();
    }

    /** @throws RelayException if there is no such role */
    public Known role(String word) {
        return known(RoleForm.role(word));
    }

    private Known known(Role role) {
        return profiles.find(role.id())
                .map(written -> new Known(written, false))
                .orElseGet(() -> {
                    if (!role.isBuiltIn()) {
                        throw Form.notThere(Thing.ROLE, role.id());
                    }
                    return new Known(made(role), true);
                });
    }

    /** As tills take it while nothing is written. */
    private RoleProfile made(Role role) {
        if (role.equals(Role.MANAGER)) {
            return new RoleProfile(role.id(), "Manager", "مدير", EVERYTHING_PERCENT, null, List.of());
        }
        Integer limit = store.read(view -> view.state(Scope.COMPANY, DocType.SETTINGS.ref(Settings.COMPANY)))
                .map(Settings::of)
                .map(Settings::cashierDiscountMax)
                .orElse(null);
        return new RoleProfile(
                role.id(),
                "Cashier",
                "كاشير",
                Objects.requireNonNullElse(limit, Role.CASHIER_DISCOUNT_MAX_PERCENT),
                null,
                List.of());
    }

    /** @throws RelayException naming the field, its value and the mend; nothing changed */
    public Known put(String word, byte[] json) {
        return new Known(profiles.put(RoleForm.read(RoleForm.role(word), json)), false);
    }

    private List<String> usersOf(Role role) {
        return store.read(view -> {
            try (Stream<Document> users = view.scan(Scope.COMPANY, DocType.USER.typeName())) {
                return users.flatMap(document -> Read.state(document, User::of).stream())
                        .filter(user -> user.role().equals(role))
                        .map(user -> user.id().value())
                        .toList();
            }
        });
    }

    /**
     * Makes a role what it is by itself: one that head office made is gone.
     *
     * @throws RelayException if there is no such role, nothing is written of it, or users have it
     */
    public void remove(String word) {
        Role role = RoleForm.role(word);
        if (known(role).isDefault()) {
            throw Form.notThere(Thing.ROLE, word);
        }
        List<String> users = usersOf(role);
        if (!role.isBuiltIn() && !users.isEmpty()) {
            throw RoleForm.inUse(role, users);
        }
        profiles.remove(role.id());
    }
}
