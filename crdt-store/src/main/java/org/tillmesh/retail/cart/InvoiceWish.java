package org.tillmesh.retail.cart;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rule;

/**
 * Which invoice the cashier wants of a cart; goes with it when it is parked.
 *
 * @param nationalId of a citizen who buys education or health care free of VAT, for this invoice alone; null otherwise
 */
public record InvoiceWish(Form form, InvoiceTraits traits, @Nullable String nationalId) {
    /** What fits the customer. */
    public static final InvoiceWish AS_FITS = new InvoiceWish(Form.AS_FITS, InvoiceTraits.PLAIN, null);

    /** Which of the two kinds. */
    public enum Form {
        /** Standard for a customer with a VAT number where that is possible, else simplified. */
        AS_FITS,
        STANDARD,
        SIMPLIFIED;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Form> of(String code) {
            return Arrays.stream(values()).filter(f -> f.code().equals(code)).findFirst();
        }
    }

    public InvoiceWish {
        if (nationalId != null && !nationalId.matches("1[0-9]{9}")) {
            throw new RetailException(Rule.NO_NATIONAL_ID, nationalId);
        }
    }

    /** The same with another kind. */
    public InvoiceWish with(Form wanted) {
        return new InvoiceWish(wanted, traits, nationalId);
    }

    @Nullable Value toValueUnlessPlain() {
        return equals(AS_FITS)
                ? null
                : new Body()
                        .put("form", form.code())
                        .put("traits", traits.toValueUnlessPlain())
                        .put("nationalId", nationalId)
                        .toValue();
    }

    static InvoiceWish of(@Nullable Value value) {
        if (value == null) {
            return AS_FITS;
        }
        Fields in = Fields.of("invoice wish", value);
        return Read.checked(() -> new InvoiceWish(
                Form.of(in.text("form", "")).orElse(Form.AS_FITS),
                InvoiceTraits.of(in.value("traits")),
                in.textOrNull("nationalId")));
    }
}
