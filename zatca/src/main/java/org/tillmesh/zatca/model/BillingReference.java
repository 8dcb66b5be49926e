package org.tillmesh.zatca.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The document that a note corrects, by its number and, when known, its date (BR-KSA-56). */
public record BillingReference(String id, @Nullable LocalDate issuedOn) {
    public BillingReference {
        Refused.unless(
                FreeText.isReference(id, 127),
                "BR-KSA-56",
                "Reference \"%s\" is no document number; write the original's number in plain digits and letters",
                id);
    }

    public BillingReference(String id) {
        this(id, null);
    }
}
