package org.tillmesh.retail.purchase;

import java.util.List;
import java.util.SortedMap;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.store.Document;

/** Who delivers goods. */
public record Supplier(
        String id, String name, String nameAr, String phone, String vatNumber, String note, boolean active)
        implements StateDocument {

    @Override
    public DocRef ref() {
        return DocType.SUPPLIER.ref(id);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return new FieldMap()
                .put("name", name)
                .put("nameAr", nameAr)
                .put("phone", phone)
                .put("vatNumber", vatNumber)
                .put("note", note)
                .put("active", active)
                .toMap();
    }

    public static Supplier of(Document.State state) {
        Fields in = Fields.of(state);
        String name = in.text("name");
        return new Supplier(
                state.ref().id(),
                name,
                in.text("nameAr", name),
                in.text("phone", ""),
                in.text("vatNumber", ""),
                in.text("note", ""),
                in.flag("active", true));
    }
}
