package org.tillmesh.retail.company;

import java.util.List;
import java.util.SortedMap;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.OrSet;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.store.Document;

/**
 * A role as head office sees it: its names and what it may do beside what {@link Role} gives every till.
 *
 * @param id what {@code user.role} holds
 * @param rights in words of one step, {@code return-without-receipt}, {@code void-line} …; unknown ones mean nothing
 * @param discountMaxPercent of the undiscounted total, for all discounts together
 */
public record RoleProfile(String id, String name, String nameAr, int discountMaxPercent, List<String> rights)
        implements StateDocument {
    public RoleProfile {
        rights = rights.stream().sorted().distinct().toList();
    }

    @Override
    public DocRef ref() {
        return DocType.ROLE.ref(id);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return new FieldMap()
                .put("name", name)
                .put("nameAr", nameAr)
                .put("discountMax", discountMaxPercent)
                .putSet("rights", rights)
                .toMap();
    }

    @Override
    public List<String> setFields() {
        return List.of("rights");
    }

    public static RoleProfile of(Document.State state) {
        Fields in = Fields.of(state);
        return new RoleProfile(
                state.ref().id(),
                in.text("name"),
                in.text("nameAr", in.text("name")),
                in.smallNumber("discountMax", 0),
                OrSet.at(state.dots(), "rights").elements());
    }
}
