package org.tillmesh.relay.form;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.retail.company.PinRule;
import org.tillmesh.retail.company.Role;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.value.UserId;

/**
 * A user as JSON: {@code name}, {@code nameAr}, {@code role} ({@code cashier}, {@code manager} or one that head office made), {@code active},
 * {@code stores}, and {@code pin}, which goes in and never comes out. What comes out beside has {@code pins}, how the PIN
 * stands in each store; it may come back and changes nothing.
 */
public final class UserForm {
    private static final String[] FIELDS = {"id", "name", "nameAr", "role", "active", "stores", "pin", "pins"};
    private static final String HIDDEN = "…";

    /** What counts wrong PINs of nobody in particular is named so at tills. */
    private static final Set<String> TAKEN = Set.of("anybody", "approval");

    private UserForm() {}

    /** @param pin to begin with; null to leave it as it is */
    public record Wanted(User user, @Nullable String pin) {}

    /** How a user's PIN stands in a store. */
    public enum PinState {
        NONE,
        /** Given by head office, to be changed at the next login. */
        GIVEN,
        /** The user's own. */
        CHOSEN
    }

    /** @param pin how it stands in a store */
    public record Pin(String store, PinState pin) {}

    /** @throws RelayException naming the field, its value (but never a PIN) and the mend */
    public static Wanted read(String id, byte[] body, Known known, boolean demo) {
        Form in = Form.read(Thing.USER, body, FIELDS).agreeing("id", id);
        if (TAKEN.contains(id)) {
            throw new RelayException(FormRefusal.TAKEN_ID, Thing.USER.word(), id);
        }
        String name = in.text("name", Form.NAME_MAX);
        Role role = Role.ofWord(in.oneOf("role", known.roles()));
        List<String> stores = in.known("stores", known.stores(), Remedy.KNOWN_STORE.with(known.stores()));
        if (stores.isEmpty()) {
            throw in.missing("stores", Remedy.KNOWN_STORE.with(known.stores()));
        }
        User user = new User(
                new UserId(id), name, in.text("nameAr", name, Form.NAME_MAX), role, in.flag("active", true), stores);
        return new Wanted(user, pin(in, PinRule.of(role, demo)));
    }

    private static @Nullable String pin(Form in, PinRule rule) {
        if (!in.has("pin")) {
            return null;
        }
        String pin = in.plain("pin");
        if (!rule.allows(pin)) {
            throw in.wrong("pin", HIDDEN, Remedy.PIN.with(rule.digitsMin(), rule.digitsMax()));
        }
        return pin;
    }

    /** That a user needs a PIN for a store. */
    public static RelayException pinMissing(String branch) {
        return new RelayException(FormRefusal.MISSING, Thing.USER.word(), "pin", Remedy.PIN_FOR_STORE.with(branch));
    }

    /** That a manager's PIN has more digits than a cashier's may have. */
    public static RelayException pinOfManagerMissing(PinRule rule) {
        return new RelayException(
                FormRefusal.MISSING, Thing.USER.word(), "pin", Remedy.PIN.with(rule.digitsMin(), rule.digitsMax()));
    }

    /** That somebody of a store has that PIN already. */
    public static RelayException pinTaken(String branch) {
        return new RelayException(
                FormRefusal.WRONG, Thing.USER.word(), "pin", HIDDEN, Remedy.PIN_OF_ANOTHER.with(branch));
    }

    /** That a store would have no manager left. */
    public static RelayException lastManager(String field, String value, String branch) {
        return new RelayException(
                FormRefusal.WRONG, Thing.USER.word(), field, value, Remedy.ANOTHER_MANAGER.with(branch));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    public static ObjectNode json(User user, List<Pin> pins) {
        ObjectNode out = JsonNodeFactory.instance
                .objectNode()
                .put("id", user.id().value())
                .put("name", user.name())
                .put("nameAr", user.nameAr())
                .put("role", user.role().word())
                .put("active", user.active());
        DealForm.putTexts(out, "stores", user.stores());
        ObjectNode states = out.putObject("pins");
        pins.forEach(pin -> states.put(pin.store(), word(pin.pin())));
        return out;
    }
}
