package org.tillmesh.relay.office;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.retail.catalogue.TaxProfile;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.zatca.model.ExemptionReason;

/**
 * Tax profiles as JSON: {@code id}, {@code name}, {@code category} (S15, S5, Z, E or O) and, where no VAT is charged,
 * {@code exemptionCode} (VATEX-SA-…) with its words, which are the authority's own if left out. Checked whole, because an
 * invoice with a code of another category is refused by the authority.
 */
public final class TaxProfiles {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final List<String> FIELDS =
            List.of("id", "name", "nameAr", "category", "exemptionCode", "exemptionText", "exemptionTextAr", "active");
    private static final int TEXT_MAX = 1_000;

    private TaxProfiles() {}

    public static TaxProfile read(byte[] body) {
        try {
            return read(JSON.readTree(body));
        } catch (JsonProcessingException e) {
            throw new RelayException("The tax profile is no JSON: " + e.getOriginalMessage(), e);
        } catch (java.io.IOException e) {
            throw new RelayException("The tax profile can't be read: " + e, e);
        }
    }

    /** @throws RelayException naming the field, its value and the mend */
    public static TaxProfile read(JsonNode in) {
        if (!in.isObject()) {
            throw new RelayException("A tax profile is a JSON object with the fields " + FIELDS);
        }
        for (Iterator<String> names = in.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw new RelayException("A tax profile has no field \"" + name + "\"; it has " + FIELDS);
            }
        }
        String id = text(in, "id");
        if (!id.matches("[A-Za-z0-9._-]{1,64}")) {
            throw wrong("id", id, "1 to 64 letters, digits, dots, hyphens");
        }
        String name = text(in, "name");
        if (name.isEmpty()) {
            throw wrong("name", name, "what people call it, like \"Medicines\"");
        }
        String given = text(in, "category");
        TaxCategory category = TaxCategory.of(given).orElseThrow(() -> wrong("category", given, "S15, S5, Z, E or O"));
        String code = text(in, "exemptionCode");
        String words = text(in, "exemptionText");
        String arabic = text(in, "exemptionTextAr");
        if (category.ratePercent() > 0) {
            if (!(code + words + arabic).isEmpty()) {
                throw wrong("exemptionCode", code, "none: " + category.code() + " bears VAT");
            }
        } else if (code.isEmpty() && !(words + arabic).isEmpty()) {
            throw wrong("exemptionCode", code, "the code that the words stand for, one of " + codes(category));
        } else if (!code.isEmpty()) {
            ExemptionReason reason = ExemptionReason.ofCode(code)
                    .filter(r -> r.category().name().equals(category.ubl()))
                    .orElseThrow(() -> wrong(
                            "exemptionCode", code, "one of category " + category.code() + ": " + codes(category)));
            words = words.isEmpty() ? reason.text() : words;
        }
        return new TaxProfile(
                id,
                name,
                text(in, "nameAr").isEmpty() ? name : text(in, "nameAr"),
                category,
                code,
                words,
                arabic,
                active(in));
    }

    private static boolean active(JsonNode in) {
        JsonNode value = in.path("active");
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw wrong("active", value.toString(), "true or false");
        }
        return value.asBoolean(true);
    }

    private static String text(JsonNode in, String field) {
        JsonNode value = in.path(field);
        if (!value.isMissingNode() && !value.isTextual()) {
            throw wrong(field, value.toString(), "a text");
        }
        String text = value.asText("").strip();
        if (text.length() > TEXT_MAX) {
            throw wrong(field, text.substring(0, 20) + "…", "at most " + TEXT_MAX + " characters");
        }
        return text;
    }

    private static List<String> codes(TaxCategory category) {
        return Arrays.stream(ExemptionReason.values())
                .filter(r -> r.category().name().equals(category.ubl()))
                .map(ExemptionReason::code)
                .toList();
    }

    private static RelayException wrong(String field, String value, String mend) {
        return new RelayException("Tax profile: \"" + field + "\" is \"" + value + "\"; give " + mend);
    }
}
