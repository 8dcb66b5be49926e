package org.tillmesh.zatca.model;

import java.util.Arrays;
import java.util.Optional;

/** Why no VAT is charged: every code of the authority, its category and its words (XML Implementation Standard 11.2.4). */
public enum ExemptionReason {
    FINANCIAL_SERVICES("29", VatCategory.E, "Financial services mentioned in Article 29 of the VAT Regulations"),
    LIFE_INSURANCE("29-7", VatCategory.E, "Life insurance services mentioned in Article 29 of the VAT Regulations"),
    REAL_ESTATE("30", VatCategory.E, "Real estate transactions mentioned in Article 30 of the VAT Regulations"),
    EXPORT_OF_GOODS("32", VatCategory.Z, "Export of goods"),
    EXPORT_OF_SERVICES("33", VatCategory.Z, "Export of services"),
    TRANSPORT_OF_GOODS("34-1", VatCategory.Z, "The international transport of Goods"),
    TRANSPORT_OF_PASSENGERS("34-2", VatCategory.Z, "International transport of passengers"),
    PASSENGER_SERVICES(
            "34-3",
            VatCategory.Z,
            "Services directly connected and incidental to a Supply of international passenger transport"),
    MEANS_OF_TRANSPORT("34-4", VatCategory.Z, "Supply of a qualifying means of transport"),
    TRANSPORT_SERVICES(
            "34-5",
            VatCategory.Z,
            "Any services relating to Goods or passenger transportation, as defined in article twenty five of these"
                    + " Regulations"),
    MEDICINES("35", VatCategory.Z, "Medicines and medical equipment"),
    METALS("36", VatCategory.Z, "Qualifying metals"),
    EDUCATION("EDU", VatCategory.Z, "Private education to citizen"),
    HEALTH_CARE("HEA", VatCategory.Z, "Private healthcare to citizen"),
    MILITARY("MLTRY", VatCategory.Z, "Supply of qualified military goods"),
    DIPLOMATS("DIPLOMAT", VatCategory.Z, "Supplies to diplomatic missions"),
    DUTY_FREE("DUTYFREE", VatCategory.Z, "Supplies in duty free markets"),
    OUT_OF_SCOPE("OOS", VatCategory.O, "Not subject to VAT");

    private static final String PREFIX = "VATEX-SA-";

    private final String suffix;
    private final VatCategory category;
    private final String text;

    ExemptionReason(String suffix, VatCategory category, String text) {
        this.suffix = suffix;
        this.category = category;
        this.text = text;
    }

    /** {@code VATEX-SA-…}. */
    public String code() {
        return PREFIX + suffix;
    }

    public VatCategory category() {
        return category;
    }

    public String text() {
        return text;
    }

    public static Optional<ExemptionReason> ofCode(String code) {
        return Arrays.stream(values()).filter(r -> r.code().equals(code)).findFirst();
    }
}
