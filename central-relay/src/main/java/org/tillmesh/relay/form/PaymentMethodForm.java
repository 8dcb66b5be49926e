package org.tillmesh.relay.form;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
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
     * One as a whole.
     *
     * @throws org.tillmesh.relay.folder.RelayException naming the field, its value and the mend
     */
    public static PaymentMethod read(String id, byte[] body, Known known) {
        Form in = Form.read(Thing.PAYMENT_METHOD, body, FIELDS).agreeing("id", id);
        String name = in.text("name", Form.NAME_MAX);
        TenderKind kind = kind(in);
        return changed(
                new PaymentMethod(id, name, name, kind, 0, true, kind == TenderKind.CASH, null, List.of()), in, known);
    }

    /** What is named changes, the rest stays. */
    public static PaymentMethod changed(PaymentMethod before, byte[] body, Known known) {
        return changed(before, Form.read(Thing.PAYMENT_METHOD, body, FIELDS).agreeing("id", before.id()), known);
    }

    private static PaymentMethod changed(PaymentMethod before, Form in, Known known) {
        return new PaymentMethod(
                before.id(),
                in.text("name", before.name(), Form.NAME_MAX),
                in.text("nameAr", before.nameAr(), Form.NAME_MAX),
                in.has("kind") ? kind(in) : before.kind(),
                in.whole("position", before.position(), 0, POSITION_MAX),
                in.flag("active", before.active()),
                in.flag("drawer", before.opensDrawer()),
                in.has("floorLimit") ? in.money("floorLimit", Money.ZERO) : before.floorLimit(),
                in.has("stores")
                        ? in.known("stores", known.stores(), Remedy.KNOWN_STORE.with(known.stores()))
                        : before.stores());
    }

    private static TenderKind kind(Form in) {
        return TenderKind.of(in.oneOf("kind", KINDS)).orElseThrow();
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
