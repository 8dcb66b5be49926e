package org.tillmesh.relay.form;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.company.PaymentMethod;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;

/**
 * A way to pay as JSON: {@code name}, {@code nameAr}, {@code kind} (cash, card, credit, gift, account, bank, points),
 * {@code position}, {@code active}, {@code drawer}, {@code floorLimit}, {@code stores}. What is left out of {@code active} is
 * true, of {@code drawer} whether it is cash, of {@code stores} all of them.
 */
public final class PaymentMethodForm {
    private static final String[] FIELDS = {
        "id", "name", "nameAr", "kind", "position", "active", "drawer", "floorLimit", "stores"
    };
    private static final int POSITION_MAX = 10_000;
    private static final List<String> KINDS =
            Arrays.stream(TenderKind.values()).map(TenderKind::code).toList();

    private PaymentMethodForm() {}

    /** The id that a new one names itself. @throws org.tillmesh.relay.folder.RelayException if it names none */
    public static String id(byte[] body) {
        return Form.id(
                Thing.PAYMENT_METHOD,
                Form.read(Thing.PAYMENT_METHOD, body, FIELDS).text("id", Form.NAME_MAX));
    }

    /**
     * @param before what stays where the body says nothing; null for a new one
     * @throws org.tillmesh.relay.folder.RelayException naming the field, its value and the mend
     */
    public static PaymentMethod read(String id, byte[] body, @Nullable PaymentMethod before, Known known) {
        Form in = Form.read(Thing.PAYMENT_METHOD, body, FIELDS).agreeing("id", id);
        boolean fresh = before == null;
        String name = fresh || in.has("name") ? in.text("name", Form.NAME_MAX) : before.name();
        TenderKind kind =
                fresh || in.has("kind") ? TenderKind.of(in.oneOf("kind", KINDS)).orElseThrow() : before.kind();
        return new PaymentMethod(
                id,
                name,
                in.text("nameAr", fresh ? name : before.nameAr(), Form.NAME_MAX),
                kind,
                in.whole("position", fresh ? 0 : before.position(), 0, POSITION_MAX),
                in.flag("active", fresh || before.active()),
                in.flag("drawer", fresh ? kind == TenderKind.CASH : before.opensDrawer()),
                in.has("floorLimit") ? in.money("floorLimit", Money.ZERO) : fresh ? null : before.floorLimit(),
                fresh || in.has("stores")
                        ? in.known("stores", known.stores(), Remedy.KNOWN_STORE.with(known.stores()))
                        : before.stores());
    }

    public static ObjectNode json(PaymentMethod method) {
        ObjectNode out = JsonNodeFactory.instance
                .objectNode()
                .put("id", method.id())
                .put("name", method.name())
                .put("nameAr", method.nameAr())
                .put("kind", method.kind().code())
                .put("position", method.position())
                .put("active", method.active())
                .put("drawer", method.opensDrawer());
        if (method.floorLimit() != null) {
            out.put("floorLimit", method.floorLimit().toString());
        }
        DealForm.putTexts(out, "stores", method.stores());
        return out;
    }
}
