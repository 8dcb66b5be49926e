package org.tillmesh.reports.export;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A report that somebody wants as a file.
 *
 * @param asked as {@link org.tillmesh.reports.query.ReportQuery#read} takes it
 * @param bom whether a CSV begins with a mark by which spreadsheets know UTF-8
 * @param file a new one
 */
public record ReportWish(
        String name, SortedMap<String, String> asked, ReportFormat format, Locale language, boolean bom, Path file) {
    public ReportWish {
        asked = Collections.unmodifiableSortedMap(new TreeMap<>(asked));
    }
}
