package org.tillmesh.retail.company;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.OrSet;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.Money;
import org.tillmesh.store.Document;
import org.tillmesh.store.View;

/**
 * A role as head office sees it: its names and what it may do beside what a cashier may.
 *
 * @param id what {@code user.role} holds
 * @param rights in words of one step, {@code return-without-receipt}, {@code void-line} …; unknown ones mean nothing
 * @param discountMaxPercent of what a cart would cost without it, for all that is given by hand together
 * @param lineDiscountMaxPercent of what a single line would cost without it; null for the same as of a cart
 * @param refundMax what may be paid back of one receipt in cash without another's word; null for any sum
 */
public record RoleProfile(
        String id,
        String name,
        String nameAr,
        int discountMaxPercent,
        @Nullable Integer lineDiscountMaxPercent,
        List<String> rights,
        @Nullable Money refundMax)
        implements StateDocument {
    public RoleProfile {
        rights = rights.stream().sorted().distinct().toList();
    }

    /** Without a bound of what is paid back in cash. */
    public RoleProfile(
            String id,
            String name,
            String nameAr,
            int discountMaxPercent,
            @Nullable Integer lineDiscountMaxPercent,
            List<String> rights) {
        this(id, name, nameAr, discountMaxPercent, lineDiscountMaxPercent, rights, null);
    }

    /** The profile of a role, if head office has written one that can be read here. */
    public static Optional<RoleProfile> known(View view, Role role) {
        return view.get(Scope.COMPANY, role.ref()).flatMap(document -> Read.state(document, RoleProfile::of));
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
                .putNumber("lineDiscountMax", lineDiscountMaxPercent)
                .putSet("rights", rights)
                .put("refundMax", refundMax)
                .toMap();
    }

    @Override
    public List<String> optionalFields() {
        return List.of("lineDiscountMax", "refundMax");
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
                in.smallNumberOrNull("lineDiscountMax"),
                OrSet.at(state.dots(), "rights").elements(),
                in.moneyOrNull("refundMax"));
    }
}
