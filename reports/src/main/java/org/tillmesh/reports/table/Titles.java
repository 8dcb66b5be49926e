package org.tillmesh.reports.table;

import java.util.Locale;
import java.util.ResourceBundle;

/** What reports and columns are called, in both languages: the bundle {@code titles} of this room. */
public final class Titles {
    public static final Locale ARABIC = Locale.forLanguageTag("ar");

    private Titles() {}

    /** The title of a column. @throws MissingResourceException if it has none */
    public static String column(String key, Locale language) {
        return bundle(language).getString("column." + key);
    }

    /** The title of a report by its code. */
    public static String report(String code, Locale language) {
        return bundle(language).getString("report." + code);
    }

    /** Any other word on a page, like {@code total}. */
    public static String word(String key, Locale language) {
        return bundle(language).getString("word." + key);
    }

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle(
                Titles.class.getPackageName() + ".titles",
                language,
                Titles.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
