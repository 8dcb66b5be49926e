package org.tillmesh.retail;

import java.util.List;
import java.util.SortedMap;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Document;

/**
 * A named tax treatment of a company: a category with the reason that an invoice must give when it is not taxed in full.
 *
 * @param exemptionCode {@code VATEX-SA-…} (BR-KSA-CL-04), empty for the category's own
 * @param exemptionText empty for the category's own
 */
public record TaxProfile(
        String id,
        String name,
        String nameAr,
        TaxCategory category,
        String exemptionCode,
        String exemptionText,
        boolean active)
        implements StateDocument {

    /** What an invoice says of the exemption: this profile's reason, else the category's. */
    public String reasonCode() {
        return exemptionCode.isEmpty() ? category.exemptionCode() : exemptionCode;
    }

    public String reasonText() {
        return exemptionText.isEmpty() ? category.exemptionText() : exemptionText;
    }

    @Override
    public DocRef ref() {
        return DocType.TAX_PROFILE.ref(id);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return new FieldMap()
                .put("name", name)
                .put("nameAr", nameAr)
                .put("category", category.code())
                .put("exemptionCode", exemptionCode)
                .put("exemptionText", exemptionText)
                .put("active", active)
                .toMap();
    }

    public static TaxProfile of(Document.State state) {
        Fields in = Fields.of(state);
        return new TaxProfile(
                state.ref().id(),
                in.text("name"),
                in.text("nameAr", in.text("name")),
                in.tax("category"),
                in.text("exemptionCode", ""),
                in.text("exemptionText", ""),
                in.flag("active", true));
    }
}
