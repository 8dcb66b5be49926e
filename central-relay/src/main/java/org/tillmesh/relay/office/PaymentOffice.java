package org.tillmesh.relay.office;

import java.util.List;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.form.Form;
import org.tillmesh.relay.form.Known;
import org.tillmesh.relay.form.PaymentMethodForm;
import org.tillmesh.relay.form.Thing;
import org.tillmesh.retail.company.PaymentMethod;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.store.Store;

/** The ways to pay that tills take. */
public final class PaymentOffice {
    private final Shelf<PaymentMethod> methods;
    private final Known known;

    PaymentOffice(Store store, Known known) {
        this.methods = new Shelf<>(store, Thing.PAYMENT_METHOD, DocType.PAYMENT_METHOD, PaymentMethod::of);
        this.known = known;
    }

    /** By id, whether or not they are taken now. */
    public List<PaymentMethod> all() {
        return methods.all();
    }

    /** @throws RelayException if there is none of that id */
    public PaymentMethod method(String id) {
        return methods.known(id);
    }

    /**
     * Puts one under the id that it names.
     *
     * @throws RelayException naming the field, its value and the mend; nothing changed
     */
    public PaymentMethod put(byte[] json) {
        return put(PaymentMethodForm.id(json), json);
    }

    /** The same under an id, as a whole. */
    public PaymentMethod put(String id, byte[] json) {
        return methods.put(PaymentMethodForm.read(Form.id(Thing.PAYMENT_METHOD, id), json, known));
    }

    /**
     * Changes what the body names.
     *
     * @throws RelayException if there is none of that id, or naming the field, its value and the mend
     */
    public PaymentMethod change(String id, byte[] json) {
        return methods.put(PaymentMethodForm.changed(methods.known(id), json, known));
    }

    /** @throws RelayException if there is none of that id */
    public void remove(String id) {
        methods.remove(id);
    }
}
