package org.tillmesh.relay.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.ReportOffice;
import org.tillmesh.reports.export.ReportFile;
import org.tillmesh.reports.export.ReportFormat;
import org.tillmesh.reports.query.ReportName;
import org.tillmesh.reports.query.ReportParameter;
import org.tillmesh.reports.query.ReportQuery;
import org.tillmesh.reports.query.SalesGroup;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.reports.table.Titles;

/** {@code /reports}: which there are, and each as JSON, CSV, XLSX or PDF. */
final class ReportsResource {
    private static final List<String> PERIOD = List.of("period", "from", "to", ReportQuery.DAY, "by");
    private static final List<String> SHAPE = List.of("format", "language", "bom");

    /** A report that can be asked for. */
    private record Known(
            String name, String title, String titleAr, List<String> parameters, List<Group> groups) {
        static Known of(ReportName name) {
            return new Known(
                    name.code(),
                    Titles.report(name.code(), Locale.ENGLISH),
                    Titles.report(name.code(), Titles.ARABIC),
                    name.parameters().stream().map(ReportParameter::code).toList(),
                    name.takesGroup()
                            ? ReportQuery.groups(name).stream().map(Group::of).toList()
                            : List.of());
        }
    }

    /** What a report can be summed by. */
    private record Group(String code, String title, String titleAr) {
        static Group of(SalesGroup group) {
            return new Group(group.code(), title(group, Locale.ENGLISH), title(group, Titles.ARABIC));
        }

        private static String title(SalesGroup group, Locale language) {
            return group == SalesGroup.HOUR_OF_DAY
                    ? Titles.word("hourOfDay", language)
                    : Titles.column(group.code(), language);
        }
    }

    private record Heading(String key, String kind, String title, String titleAr, Column.@Nullable Drill drill) {
        static Heading of(Column column) {
            return new Heading(
                    column.key(),
                    column.kind().code(),
                    Titles.column(column.key(), Locale.ENGLISH),
                    Titles.column(column.key(), Titles.ARABIC),
                    column.drill());
        }
    }

    private record Lacking(String till, @Nullable String heard) {
        static Lacking of(ReportTable.Lack lack) {
            return new Lacking(
                    lack.till().toString(),
                    lack.heard() == null ? null : lack.heard().toString());
        }
    }

    private final ReportOffice office;

    ReportsResource(ReportOffice office) {
        this.office = office;
    }

    List<Route> routes() {
        var parameters = new ArrayList<String>();
        parameters.addAll(PERIOD);
        parameters.addAll(ReportParameter.codes());
        parameters.addAll(SHAPE);
        return List.of(
                Route.get(
                        "/api/v1/reports",
                                asked -> JsonReply.of(Map.of(
                                        "reports",
                                        Arrays.stream(ReportName.values())
                                                .map(Known::of)
                                                .toList(),
                                        "stores",
                                        office.stores(asked.caller().rights()::sees))))
                        .sifted(),
                Route.get("/api/v1/reports/{name}", this::report, parameters.toArray(String[]::new)));
    }

    private Reply report(Asked asked) {
        var query = new TreeMap<>(asked.query());
        query.keySet().removeAll(SHAPE);
        ReportTable table = office.report(asked.lastStep(), query);
        String format = asked.query().getOrDefault("format", "json");
        if (format.equals("json")) {
            return JsonReply.of(answer(table));
        }
        ReportFormat wanted = ReportFormat.of(format);
        byte[] file = ReportFile.bytes(
                office.shown(table, query, language(asked)),
                wanted,
                asked.query().getOrDefault("bom", "").equals("true"));
        return new Reply(200, wanted.mediaType(), file, Map.of())
                .with("Content-Disposition", "attachment; filename=\"" + table.name() + "." + wanted.ending() + "\"");
    }

    private static Locale language(Asked asked) {
        String language = asked.query().getOrDefault("language", "en");
        if (!language.equals("en") && !language.equals("ar")) {
            throw new RelayException("The parameter \"language\" is \"" + language + "\"; give en or ar");
        }
        return Locale.forLanguageTag(language);
    }

    private static Map<String, Object> answer(ReportTable table) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("name", table.name());
        answer.put("from", String.valueOf(table.from()));
        answer.put("to", String.valueOf(table.to()));
        answer.put("count", table.count());
        answer.put("figures", table.figures());
        answer.put("columns", table.columns().stream().map(Heading::of).toList());
        answer.put("rows", table.rows().stream().map(row -> texts(table, row)).toList());
        Map<String, String> totals = texts(table, table.totals());
        totals.values().removeIf(String::isEmpty);
        answer.put("totals", totals);
        var asOf = new TreeMap<String, String>();
        table.asOf().forEach((till, at) -> asOf.put(till.toString(), at.toString()));
        answer.put("heard", asOf);
        answer.put("lacks", table.lacks().stream().map(Lacking::of).toList());
        return answer;
    }

    private static Map<String, String> texts(ReportTable table, List<Cell> row) {
        var texts = new LinkedHashMap<String, String>();
        for (int i = 0; i < row.size(); i++) {
            texts.put(table.columns().get(i).key(), row.get(i).text());
        }
        return texts;
    }
}
