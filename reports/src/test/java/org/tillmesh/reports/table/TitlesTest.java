package org.tillmesh.reports.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tillmesh.reports.query.ReportName;

class TitlesTest {
    private static final String BUNDLE = "org.tillmesh.reports.table.titles";
    private static final Pattern COLUMN = Pattern.compile(
            "Column\\s*\\.(?:text|amount|price|quantity|count|number|percent|date|time)\\(\\s*\"(\\w+)\"\\)");

    @ParameterizedTest
    @EnumSource(ReportName.class)
    void every_report_has_a_title_in_both_languages(ReportName name) {
        assertThat(Titles.report(name.code(), Locale.ENGLISH)).isNotBlank();
        assertThat(Titles.report(name.code(), Titles.ARABIC)).containsPattern("\\p{InArabic}");
    }

    @Test
    void every_column_that_the_code_names_has_a_title_in_both_languages_and_none_is_left_over() throws IOException {
        var keys = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(Path.of("../reports/src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                COLUMN.matcher(Files.readString(file)).results().forEach(m -> keys.add("column." + m.group(1)));
            }
        }
        assertThat(keys).hasSizeGreaterThan(50);
        for (Locale language : new Locale[] {Locale.ENGLISH, Titles.ARABIC}) {
            var titled =
                    new TreeSet<>(ResourceBundle.getBundle(BUNDLE, language).keySet());
            titled.removeIf(key -> !key.startsWith("column."));
            assertThat(titled).as("%s", language).isEqualTo(keys);
        }
    }
}
