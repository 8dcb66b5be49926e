package org.tillmesh.relay.form;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
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

    /** The role that an address ends with. */
    public static Role role(String word) {
        return Arrays.stream(Role.values())
                .filter(role -> word(role).equals(word))
                .findFirst()
                .orElseThrow(() -> Form.notThere(Thing.ROLE, word));
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** @throws org.tillmesh.relay.folder.RelayException naming the field, its value and the mend */
    public static RoleProfile read(Role role, byte[] body) {
        Form in = Form.read(Thing.ROLE, body, FIELDS).agreeing("role", word(role));
        String name = in.text("name", Form.NAME_MAX);
        return new RoleProfile(
                role.name(),
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
                .put("role", profile.id().toLowerCase(Locale.ROOT))
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
