package org.tillmesh.retail.company;

import java.time.DateTimeException;
import java.time.ZoneId;
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
 * A shop of the company.
 *
 * @param zone in which its business days run
 */
public record BranchProfile(String id, String name, String nameAr, Address address, ZoneId zone)
        implements StateDocument {
    @Override
    public DocRef ref() {
        return DocType.BRANCH.ref(id);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return new FieldMap()
                .put("name", name)
                .put("nameAr", nameAr)
                .put("address", address.toValue())
                .put("zone", zone.getId())
                .toMap();
    }

    public static BranchProfile of(Document.State state) {
        Fields in = Fields.of(state);
        return new BranchProfile(
                state.ref().id(),
                in.text("name"),
                in.text("nameAr", in.text("name")),
                Address.of(in.needed("address")),
                zone(in));
    }

    private static ZoneId zone(Fields in) {
        try {
            return ZoneId.of(in.text("zone", "Asia/Riyadh"));
        } catch (DateTimeException e) {
            throw in.wrong("zone", "a time zone");
        }
    }
}
