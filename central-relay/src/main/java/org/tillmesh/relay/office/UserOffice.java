package org.tillmesh.relay.office;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.form.Form;
import org.tillmesh.relay.form.Known;
import org.tillmesh.relay.form.Thing;
import org.tillmesh.relay.form.UserForm;
import org.tillmesh.replication.security.PinHash;
import org.tillmesh.retail.company.PinRule;
import org.tillmesh.retail.company.PinVerifier;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Store;
import org.tillmesh.store.Transaction;
import org.tillmesh.store.View;

/**
 * Who works at tills, with the PIN that head office gives to begin with. A store keeps verifiers of those alone who work
 * there; a till that hears of a change goes by it, also offline.
 */
public final class UserOffice {
    private final Store store;
    private final Shelf<User> users;
    private final Known known;
    private final Function<String, byte[]> peppers;
    private final boolean demo;

    /** @param peppers of the stores; @param demo whether it is the public demo company, whose PINs are short */
    UserOffice(Store store, Known known, Function<String, byte[]> peppers, boolean demo) {
        this.store = store;
        this.users = new Shelf<>(store, Thing.USER, DocType.USER, User::of);
        this.known = known;
        this.peppers = peppers;
        this.demo = demo;
    }

    /** A user, and how the PIN stands in each store. */
    public record Account(User user, List<UserForm.Pin> pins) {}

    /** By id, active or not. */
    public List<Account> all() {
        return users.all().stream().map(this::account).toList();
    }

    /** @throws RelayException if there is none of that id */
    public Account account(String id) {
        return account(users.known(id));
    }

    private Account account(User user) {
        return store.read(view -> new Account(
                user,
                user.stores().stream()
                        .map(at -> new UserForm.Pin(at, state(view, at, user.id())))
                        .toList()));
    }

    private static UserForm.PinState state(View view, String at, UserId user) {
        return view.state(Scope.branch(at), DocType.PIN.ref(user))
                .map(PinVerifier::of)
                .map(pin -> pin.change() ? UserForm.PinState.GIVEN : UserForm.PinState.CHOSEN)
                .orElse(UserForm.PinState.NONE);
    }

    /**
     * Adds a user, or puts one in the place of what was there under that id. A PIN that comes with it counts in all its
     * stores, and is to be changed at the next login.
     *
     * @throws RelayException naming the field, its value and the mend; nothing changed
     */
    public synchronized Account put(String id, byte[] json) {
        UserForm.Wanted wanted = UserForm.read(Form.id(Thing.USER, id), json, known, demo);
        User user = wanted.user();
        User before = users.find(id).orElse(null);
        keepManagers(before, user);
        requirePin(before, user, wanted.pin());
        SortedMap<String, List<PinVerifier>> others = others(user, wanted.pin());
        var verifiers = new TreeMap<String, byte[]>();
        if (wanted.pin() != null) {
            others.forEach((at, pins) -> { // slow on purpose: not under the store's lock
                refuseTwins(at, pins, wanted.pin());
                verifiers.put(at, PinHash.make(peppers.apply(at), wanted.pin()));
            });
        }
        boolean done = store.write(tx -> {
            if (!others.entrySet().stream()
                    .allMatch(e -> others(tx, e.getKey(), user.id()).equals(e.getValue()))) {
                return false;
            }
            write(tx, before, user, verifiers);
            return true;
        });
        return done ? account(user) : put(id, json); // somebody chose a PIN meanwhile, which may be this one
    }

    private static void write(Transaction tx, @Nullable User before, User user, SortedMap<String, byte[]> verifiers) {
        user.writeTo(tx, Scope.COMPANY);
        for (Map.Entry<String, byte[]> made : verifiers.entrySet()) {
            new PinVerifier(user.id(), made.getValue(), true).writeTo(tx, Scope.branch(made.getKey()));
        }
        var left = new TreeSet<>(before == null ? List.<String>of() : before.stores());
        user.stores().forEach(left::remove);
        for (String at : left) {
            for (String field : List.of("verifier", "change")) {
                tx.remove(Scope.branch(at), DocType.PIN.ref(user.id()), List.of(field));
            }
        }
    }

    private void requirePin(@Nullable User before, User user, @Nullable String pin) {
        if (pin != null) {
            return;
        }
        if (before != null
                && PinRule.of(user.role(), demo).digitsMin()
                        > PinRule.of(before.role(), demo).digitsMin()) {
            throw UserForm.pinOfManagerMissing(PinRule.of(user.role(), demo));
        }
        for (UserForm.Pin there : account(user).pins()) {
            if (there.pin() == UserForm.PinState.NONE) {
                throw UserForm.pinMissing(there.store());
            }
        }
    }

    /** The PINs of everybody else in each store where this one's is to be set. */
    private SortedMap<String, List<PinVerifier>> others(User user, @Nullable String pin) {
        var others = new TreeMap<String, List<PinVerifier>>();
        if (pin != null) {
            user.stores().forEach(at -> others.put(at, store.read(view -> others(view, at, user.id()))));
        }
        return others;
    }

    private static List<PinVerifier> others(View view, String at, UserId user) {
        return PinVerifier.all(view, Scope.branch(at)).stream()
                .filter(pin -> !pin.userId().equals(user))
                .toList();
    }

    /** Whoever approves is known by the PIN alone. */
    private void refuseTwins(String at, List<PinVerifier> others, String pin) {
        byte[] proof = PinHash.proof(peppers.apply(at), pin);
        if (others.stream().anyMatch(other -> PinHash.isProvenBy(other.verifier(), proof))) {
            throw UserForm.pinTaken(at);
        }
    }

    /** A store whose last manager leaves could approve nothing, nor close a day. */
    private void keepManagers(@Nullable User before, User user) {
        if (before == null || !before.isManager()) {
            return;
        }
        for (String at : before.stores()) {
            boolean leaves = before.mayWorkIn(at) && !(user.isManager() && user.mayWorkIn(at));
            boolean isLast = users.all().stream()
                    .noneMatch(other -> !other.id().equals(user.id()) && other.isManager() && other.mayWorkIn(at));
            if (leaves && isLast) {
                throw !user.active()
                        ? UserForm.lastManager("active", "false", at)
                        : !user.isManager()
                                ? UserForm.lastManager("role", user.role().word(), at)
                                : UserForm.lastManager("stores", String.valueOf(user.stores()), at);
            }
        }
    }
}
