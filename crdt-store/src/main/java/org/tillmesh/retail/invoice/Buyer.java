package org.tillmesh.retail.invoice;

import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.company.Address;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;

/**
 * Who bought, as an invoice names them; kept with the invoice, because a customer may change and its notes must not.
 *
 * @param vatNumber 15 digits, first and last 3; empty for one who has none
 * @param nationalId of a citizen, where the law asks for it; null otherwise
 */
public record Buyer(String name, String vatNumber, Address address, @Nullable String nationalId) {
    public Buyer(String name, String vatNumber, Address address) {
        this(name, vatNumber, address, null);
    }

    org.tillmesh.crdt.Value toValue() {
        return new Body()
                .put("name", name)
                .put("vatNumber", vatNumber)
                .put("address", address.toValue())
                .put("nationalId", nationalId)
                .toValue();
    }

    static Buyer of(org.tillmesh.crdt.Value value) {
        Fields in = Fields.of("buyer", value);
        return new Buyer(
                in.text("name"),
                in.text("vatNumber", ""),
                Address.of(in.needed("address")),
                in.textOrNull("nationalId"));
    }
}
