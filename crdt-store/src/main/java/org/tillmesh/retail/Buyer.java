package org.tillmesh.retail;

/**
 * Who bought, as an invoice names them; kept with the invoice, because a customer may change and its notes must not.
 *
 * @param vatNumber 15 digits, first and last 3
 */
public record Buyer(String name, String vatNumber, Address address) {
    org.tillmesh.crdt.Value toValue() {
        return new Body()
                .put("name", name)
                .put("vatNumber", vatNumber)
                .put("address", address.toValue())
                .toValue();
    }

    static Buyer of(org.tillmesh.crdt.Value value) {
        Fields in = Fields.of("buyer", value);
        return new Buyer(in.text("name"), in.text("vatNumber", ""), Address.of(in.needed("address")));
    }
}
