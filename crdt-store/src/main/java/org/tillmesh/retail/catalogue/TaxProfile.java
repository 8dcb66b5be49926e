package org.tillmesh.retail.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.store.Document;

/**
 * A named tax treatment of a company: a category with the reason that an invoice must give when it is not taxed in full.
 *
 * @param exemptionCode {@code VATEX-SA-…} (BR-KSA-CL-04), empty for the category's own
 * @param exemptionText empty for the category's own
 * @param exemptionTextAr the same in Arabic; empty if there is none
 */
public record TaxProfile(
        String id,
        String name,
        String nameAr,
        TaxCategory category,
        String exemptionCode,
        String exemptionText,
        String exemptionTextAr,
        boolean active)
        implements StateDocument {

    /** What an invoice says of the exemption, in both languages; empty where the category's own words stand. */
    public Optional<Exemption> exemption() {
        if (exemptionCode.isEmpty()) {
            return Optional.empty();
        }
        String text = exemptionTextAr.isEmpty() ? exemptionText : exemptionText + " | " + exemptionTextAr;
        return Optional.of(new Exemption(exemptionCode, text));
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
                .put("exemptionTextAr", exemptionTextAr.isEmpty() ? null : exemptionTextAr)
                .put("active", active)
                .toMap();
    }

    @Override
    public List<String> optionalFields() {
        return List.of("exemptionTextAr");
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
                in.text("exemptionTextAr", ""),
                in.flag("active", true));
    }
}
