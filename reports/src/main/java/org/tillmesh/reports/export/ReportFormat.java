package org.tillmesh.reports.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.tillmesh.reports.query.ReportException;
import org.tillmesh.reports.query.ReportRefusal;

/** How a report can be taken away. */
public enum ReportFormat {
    CSV("text/csv; charset=utf-8"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    PDF("application/pdf"),
    /** Its chart. */
    SVG("image/svg+xml"),
    /** The journal as Odoo imports it. */
    ODOO("text/csv; charset=utf-8"),
    /** The journal as Zoho Books imports it. */
    ZOHO("text/csv; charset=utf-8"),
    /** The journal by the field names of SAP. */
    SAP("text/csv; charset=utf-8");

    private final String mediaType;

    ReportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Of a file. */
    public String ending() {
        return isOfJournal() ? CSV.code() : code();
    }

    /** Whether it takes the accounting journal alone. */
    public boolean isOfJournal() {
        return this == ODOO || this == ZOHO || this == SAP;
    }

    /** {@code xlsx}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws ReportException for no format */
    public static ReportFormat of(String code) {
        return Arrays.stream(values())
                .filter(format -> format.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new ReportException(
                        ReportRefusal.UNKNOWN_FORMAT,
                        code,
                        Stream.concat(Stream.of("json"), Arrays.stream(values()).map(ReportFormat::code))
                                .toList()));
    }
}
