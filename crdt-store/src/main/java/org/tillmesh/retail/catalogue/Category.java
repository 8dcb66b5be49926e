package org.tillmesh.retail.catalogue;

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
 * A group of products.
 *
 * @param position display order, lower first
 */
public record Category(String id, String name, String nameAr, int position) implements StateDocument {
    @Override
    public DocRef ref() {
        return DocType.CATEGORY.ref(id);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return new FieldMap()
                .put("name", name)
                .put("nameAr", nameAr)
                .put("position", position)
                .toMap();
    }

    public static Category of(Document.State state) {
        Fields in = Fields.of(state);
        return new Category(
                state.ref().id(), in.text("name"), in.text("nameAr", in.text("name")), in.smallNumber("position", 0));
    }
}
