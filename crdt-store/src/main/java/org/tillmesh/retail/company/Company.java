package org.tillmesh.retail.company;

import java.util.List;
import java.util.SortedMap;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.store.Document;

/**
 * The seller.
 *
 * @param vatNumber 15 digits, first and last 3
 * @param crn commercial registration number
 */
public record Company(String name, String nameAr, String vatNumber, String crn, Address address)
        implements StateDocument {
    public static final String ID = "C";

    @Override
    public DocRef ref() {
        return DocType.COMPANY.ref(ID);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return new FieldMap()
                .put("name", name)
                .put("nameAr", nameAr)
                .put("vatNumber", vatNumber)
                .put("crn", crn)
                .put("address", address.toValue())
                .toMap();
    }

    public static Company of(Document.State state) {
        Fields in = Fields.of(state);
        return new Company(
                in.text("name"),
                in.text("nameAr", in.text("name")),
                in.text("vatNumber"),
                in.text("crn", ""),
                Address.of(in.needed("address")));
    }
}
