package org.tillmesh.zatca.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A seller or a buyer. What each must have is checked with the document: a seller all of it, a buyer as the profile asks.
 *
 * @param vatNumber 15 digits, first and last 3 (BR-KSA-40, BR-KSA-44); null when it has none
 */
public record TradeParty(
        String name, @Nullable String vatNumber, @Nullable PartyId id, @Nullable PostalAddress address) {
    public TradeParty {
        name = FreeText.clean(name);
        Refused.unless(
                vatNumber == null || FreeText.isVatNumber(vatNumber),
                "BR-KSA-40",
                "VAT number \"%s\" is not 15 digits that begin and end with 3; correct it",
                vatNumber);
    }

    /** A consumer known by name alone. */
    public static TradeParty named(String name) {
        return new TradeParty(name, null, null, null);
    }

    public Optional<String> vat() {
        return Optional.ofNullable(vatNumber);
    }
}
