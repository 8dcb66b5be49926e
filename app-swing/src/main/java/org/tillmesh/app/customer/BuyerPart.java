package org.tillmesh.app.customer;

import java.util.Locale;
import org.tillmesh.app.look.Language;

/** What a tax invoice says of a business, field by field, and what may be wrong with each in the cashier's words. */
public enum BuyerPart {
    NAME(false, true, 0),
    VAT(true, true, 15),
    BUILDING(true, true, 4),
    ADDITIONAL(true, false, 4),
    POSTAL(true, true, 5),
    STREET(false, true, 0),
    DISTRICT(false, true, 0),
    CITY(false, true, 0);

    /** A number: left to right in both languages. */
    final boolean number;

    /** A standard invoice needs it (BR-KSA-10, BR-KSA-42, BR-KSA-63, BR-KSA-81). */
    public final boolean needed;

    private final int digits;

    BuyerPart(boolean number, boolean needed, int digits) {
        this.number = number;
        this.needed = needed;
        this.digits = digits;
    }

    /** Key of its label. */
    String text() {
        return "buyer_" + name().toLowerCase(Locale.ROOT);
    }

    /** The field of a customer that it is kept in. */
    String field() {
        return switch (this) {
            case VAT -> "vatNumber";
            case POSTAL -> "postalCode";
            default -> name().toLowerCase(Locale.ROOT);
        };
    }

    boolean isAddress() {
        return this != NAME && this != VAT;
    }

    /**
     * What is wrong with a value, naming field and mend; empty if nothing.
     *
     * @param value with ASCII digits
     * @param needing whether what an invoice must say of a business is missed
     */
    public String problem(String value, boolean needing, Language in) {
        if (value.isEmpty()) {
            return needing && needed ? in.text("buyerMissing", in.text(text())) : "";
        }
        if (digits > 0 && !value.matches("[0-9]{" + digits + "}")) {
            boolean plain = value.matches("[0-9]+");
            return plain
                    ? in.text("buyerDigits", in.text(text()), String.valueOf(value.length()), String.valueOf(digits))
                    : in.text("buyerNotDigits", in.text(text()), String.valueOf(digits));
        }
        if (this == VAT && !(value.startsWith("3") && value.endsWith("3"))) {
            return in.text("buyerThrees", in.text(text()));
        }
        return value.length() > 127 ? in.text("buyerLong", in.text(text())) : "";
    }
}
