package org.tillmesh.till.script;

import static org.tillmesh.till.script.Field.Kind.FLAG;
import static org.tillmesh.till.script.Field.Kind.INTEGER;
import static org.tillmesh.till.script.Field.Kind.TEXT;
import static org.tillmesh.till.script.Field.choice;
import static org.tillmesh.till.script.Field.may;
import static org.tillmesh.till.script.Field.must;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.tillmesh.reports.export.ReportFormat;
import org.tillmesh.reports.query.ReportException;
import org.tillmesh.reports.query.ReportRefusal;
import org.tillmesh.till.Till;
import org.tillmesh.till.backroom.BackroomAnswers;
import org.tillmesh.till.shop.Refusals;

/** Reports, as an answer or as a file. */
final class ReportCommand {
    private static final String JSON = "json";

    private static final List<String> ASKED = List.of(
            "period",
            "from",
            "to",
            "day",
            "by",
            "store",
            "till",
            "cashier",
            "product",
            "category",
            "customer",
            "tender",
            "supplier");

    private static final List<String> PERIOD = List.of("period", "from", "to", "day");

    private ReportCommand() {}

    static Command report() {
        return Command.of(
                "report",
                "a report over what this till knows (manager)",
                BackroomAnswers.Report.class,
                (till, in, progress) -> report(till, in),
                must("name", TEXT, "like sales-by-product; an unknown one is answered with all names"),
                may("period", TEXT, "today, yesterday, week, last-week, month or last-month"),
                may("from", TEXT, "a date, or a time with zone, inclusive; from the beginning without it"),
                may("to", TEXT, "the last date, or a time, exclusive; until now without it"),
                may("day", TEXT, "one date, instead of period, from and to"),
                may(
                        "by",
                        TEXT,
                        "what sales, margin and comparison sum by: day, hour, weekday, product, category, cashier …"),
                may("store", TEXT, "this till's own"),
                may("till", TEXT, "only this one, like S001-T01"),
                may("cashier", TEXT, "only this user's id"),
                may("product", TEXT, "only this product's id"),
                may("category", TEXT, "only this category's id"),
                may("customer", TEXT, "only this customer's id"),
                may("tender", TEXT, "only documents paid so, like card"),
                may("supplier", TEXT, "only this supplier's id"),
                may("format", TEXT, "json (the answer itself), csv, xlsx or pdf; of the journal odoo, zoho or sap too"),
                may("file", TEXT, "a new file, for every format but json"),
                may("bom", FLAG, "whether a csv begins with the mark of UTF-8"),
                choice("language", "of a file's headings", "en", "ar").optional());
    }

    static Command x() {
        return Command.of(
                "x",
                "the open shift's figures so far, or an earlier X again as it was kept (manager)",
                BackroomAnswers.Report.class,
                (till, in, progress) -> in.has("number")
                        ? x(till, in)
                        : in.flag("keep", false)
                                ? till.backroom().keepX()
                                : till.backroom().x(),
                may("keep", FLAG, "gives it the till's next X number, and keeps it"),
                may("number", INTEGER, "of an X that was kept here"),
                may("format", TEXT, "csv or pdf, with a number and a file; the same bytes each time"),
                may("file", TEXT, "a new file"),
                choice("language", "of the file", "en", "ar").optional());
    }

    private static BackroomAnswers.Report x(Till till, Arguments in) {
        int number = in.whole("number", 0);
        Optional<ReportFormat> format = sheetFormat(in);
        return format.isEmpty()
                ? till.backroom().x(number, in.approve())
                : saved(() -> till.backroom().saveX(number, format.get(), language(in), in.file("file"), in.approve()));
    }

    /** How the sheet of an X or Z is wanted; empty for the answer itself. */
    private static Optional<ReportFormat> sheetFormat(Arguments in) {
        String format = in.textOrNull("format");
        if (format == null) {
            return Optional.empty();
        }
        return Optional.of(saved(() -> {
            if (!format.equals(ReportFormat.CSV.code()) && !format.equals(ReportFormat.PDF.code())) {
                throw new ReportException(
                        ReportRefusal.UNKNOWN_FORMAT,
                        format,
                        List.of(ReportFormat.CSV.code(), ReportFormat.PDF.code()));
            }
            if (!in.has("file")) {
                throw new ReportException(ReportRefusal.NEEDS_FILE, format);
            }
            return ReportFormat.of(format);
        }));
    }

    private static <T> T saved(Supplier<T> work) {
        try {
            return work.get();
        } catch (ReportException e) {
            throw Refusals.of(e);
        }
    }

    static Command z() {
        return Command.of(
                "z",
                "closes the day, or says an earlier shift's Z again as it was made (manager)",
                BackroomAnswers.Report.class,
                (till, in, progress) ->
                        in.has("number") ? z(till, in) : till.backroom().dayZ(in.approve()),
                may("number", INTEGER, "of a Z of this till; the day is closed without it"),
                may("format", TEXT, "csv or pdf, with a number and a file; the same bytes each time"),
                may("file", TEXT, "a new file"),
                choice("language", "of the file", "en", "ar").optional());
    }

    private static BackroomAnswers.Report z(Till till, Arguments in) {
        int number = in.whole("number", 0);
        Optional<ReportFormat> format = sheetFormat(in);
        return format.isEmpty()
                ? till.backroom().z(number, in.approve())
                : saved(() -> till.backroom().saveZ(number, format.get(), language(in), in.file("file"), in.approve()));
    }

    static Command archive() {
        return Command.of(
                "archive",
                "a period's invoices as a zip under the tax authority's file names, with an index and hashes (manager)",
                BackroomAnswers.Archived.class,
                (till, in, progress) -> till.backroom().archive(in.texts(PERIOD), in.file("file"), in.approve()),
                may("period", TEXT, "today, yesterday, week, last-week, month or last-month"),
                may("from", TEXT, "a date, or a time with zone, inclusive"),
                may("to", TEXT, "the last date, or a time, exclusive"),
                may("day", TEXT, "one date, instead of period, from and to"),
                must("file", TEXT, "a new file"));
    }

    private static Locale language(Arguments in) {
        String language = in.textOrNull("language");
        return Locale.forLanguageTag(language == null ? "en" : language);
    }

    private static BackroomAnswers.Report report(Till till, Arguments in) {
        String name = in.text("name");
        Map<String, String> asked = in.texts(ASKED);
        String wanted = in.textOrNull("format");
        if (wanted == null || wanted.equals(JSON)) {
            return till.backroom().report(name, asked, in.approve());
        }
        try {
            ReportFormat format = ReportFormat.of(wanted);
            if (!in.has("file")) {
                throw new ReportException(ReportRefusal.NEEDS_FILE, format.code());
            }
            return till.backroom()
                    .saveReport(
                            name, asked, format, in.flag("bom", false), language(in), in.file("file"), in.approve());
        } catch (ReportException e) {
            throw Refusals.of(e);
        }
    }
}
