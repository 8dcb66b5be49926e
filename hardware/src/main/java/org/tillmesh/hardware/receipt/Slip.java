package org.tillmesh.hardware.receipt;

import java.util.List;

/**
 * A paper that is no receipt: an X or Z report, cash put in or out, what a terminal settled.
 *
 * @param headAr shop and branch
 * @param barcode empty for none
 */
public record Slip(String headAr, String headEn, String titleAr, String titleEn, List<Part> parts, String barcode) {
    /** Rows under one title, which may be empty. */
    public record Part(String titleAr, String titleEn, List<Receipt.Row> rows) {
        public Part {
            rows = List.copyOf(rows);
        }
    }

    public Slip {
        parts = List.copyOf(parts);
    }
}
