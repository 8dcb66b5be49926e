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
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;

/**
 * Somebody who works at tills.
 *
 * @param stores where he or she may work
 */
public record User(UserId id, String name, String nameAr, Role role, boolean active, List<String> stores)
        implements StateDocument {
    public User {
        stores = stores.stream().sorted().distinct().toList();
    }

    public boolean mayWorkIn(String branch) {
        return active && stores.contains(branch);
    }

    public boolean isManager() {
        return role.equals(Role.MANAGER);
    }

    @Override
    public DocRef ref() {
        return DocType.USER.ref(id);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return new FieldMap()
                .put("name", name)
                .put("nameAr", nameAr)
                .put("role", role.id())
                .put("active", active)
                .putSet("stores", stores)
                .toMap();
    }

    @Override
    public List<String> setFields() {
        return List.of("stores");
    }

    public static User of(Document.State state) {
        Fields in = Fields.of(state);
        return new User(
                new UserId(state.ref().id()),
                in.text("name"),
                in.text("nameAr", in.text("name")),
                new Role(in.text("role")),
                in.flag("active", true),
                OrSet.at(state.dots(), "stores").elements());
    }
}
