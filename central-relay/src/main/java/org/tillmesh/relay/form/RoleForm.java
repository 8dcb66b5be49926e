package org.tillmesh.relay.form;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.retail.company.Role;
import org.tillmesh.retail.company.RoleProfile;
import org.tillmesh.retail.company.RoleRight;
import org.tillmesh.retail.value.Money;

/**
 * What a role may do, as JSON: {@code name}, {@code nameAr}, {@code discountMax} (percent of a cart), {@code lineDiscountMax}
 * (of a line; as of a cart if left out), {@code refundMax} (paid back of one receipt in cash; any sum if left out), {@code
 * rights}. What comes out beside says as {@code default} whether head office
 * has written none; it may come back and changes nothing.
 */
public final class RoleForm {
    private static final String[] FIELDS = {
        "role", "name", "nameAr", "discountMax", "lineDiscountMax", "refundMax", "rights", "default"
    };
    private static final int WHOLE_PERCENT = 100;

    private RoleForm() {}

    /**
     * The role that an address ends with.
     *
     * @throws RelayException if no role can be called so, or one that is there is meant in other letters
     */
    public static Role role(String word) {
        Role role = Role.ofWord(Form.id(Thing.ROLE, word));
        if (!role.isBuiltIn()
                && Role.BUILT_IN.stream().anyMatch(other -> other.word().equalsIgnoreCase(word))) {
            throw new RelayException(FormRefusal.TAKEN_ID, Thing.ROLE.word(), word);
        }
        return role;
    }

    /** How an address and a user name the role. */
    public static String word(RoleProfile profile) {
        return new Role(profile.id()).word();
    }

    /** That users still have a role. */
    public static RelayException inUse(Role role, List<String> users) {
        return new RelayException(FormRefusal.ROLE_IN_USE, role.word(), users);
    }

    /** @throws RelayException naming the field, its value and the mend */
    public static RoleProfile read(Role role, byte[] body) {
        Form in = Form.read(Thing.ROLE, body, FIELDS).agreeing("role", role.word());
        String name = in.text("name", Form.NAME_MAX);
        return new RoleProfile(
                role.id(),
                name,
                in.text("nameAr", name, Form.NAME_MAX),
                in.whole("discountMax", 0, WHOLE_PERCENT),
                in.has("lineDiscountMax") ? in.whole("lineDiscountMax", 0, WHOLE_PERCENT) : null,
                in.known("rights", RoleRight.words(), Remedy.ONE_OF.with(RoleRight.words())),
                in.has("refundMax") ? in.money("refundMax", Money.ZERO) : null);
    }

    /** @param isDefault whether it is what counts while head office has written none */
    public static ObjectNode json(RoleProfile profile, boolean isDefault) {
        ObjectNode out = JsonNodeFactory.instance
                .objectNode()
                .put("role", word(profile))
                .put("name", profile.name())
                .put("nameAr", profile.nameAr())
                .put("discountMax", profile.discountMaxPercent());
        if (profile.lineDiscountMaxPercent() != null) {
            out.put("lineDiscountMax", profile.lineDiscountMaxPercent());
        }
        if (profile.refundMax() != null) {
            out.put("refundMax", profile.refundMax().toString());
        }
        DealForm.putTexts(out, "rights", profile.rights());
        return out.put("default", isDefault);
    }
}
