package org.tillmesh.relay.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.tillmesh.relay.office.ImportOutcome;
import org.tillmesh.relay.office.ImportProgress;
import org.tillmesh.retail.catalogue.BadTable;
import org.tillmesh.retail.catalogue.CatalogueImport;
import org.tillmesh.retail.words.Reader;
import org.tillmesh.retail.words.Sentence;

/** What became of a catalogue's file, as JSON in both languages. */
public final class ImportReport {
    private static final Reader ARABIC = new Reader(Locale.forLanguageTag("ar"), ZoneOffset.UTC);
    private static final int LISTED_MAX = 1_000;

    private ImportReport() {}

    /** One of which nothing can be taken is told as an error. */
    public static ObjectNode of(ImportOutcome outcome) {
        ObjectNode report = JsonReply.MAPPER
                .createObjectNode()
                .put("preview", outcome.preview())
                .put("rows", outcome.rows())
                .put("imported", outcome.imported())
                .put("added", outcome.added())
                .put("changed", outcome.changed())
                .put("unchanged", outcome.unchanged())
                .put("refusedRows", outcome.refused().size());
        list(report.putArray("refused"), outcome.refused());
        list(report.putArray("warnings"), outcome.warnings());
        outcome.newCategories().forEach(report.putArray("newCategories")::add);
        ImportOutcome.Source source = outcome.source();
        report.put("encoding", source.encoding())
                .put("separator", source.separator())
                .put("sheet", source.sheet());
        source.sheets().forEach(report.putArray("sheets")::add);
        report.set("first", JsonReply.MAPPER.valueToTree(source.first()));
        report.set("doubled", JsonReply.MAPPER.valueToTree(outcome.doubled()));
        if (outcome.imported() == 0) {
            int more = outcome.refused().size() - 1;
            error(
                    report,
                    "Nothing was imported. " + outcome.refused().get(0)
                            + (more > 0 ? "; and " + more + " more, see refused" : ""),
                    outcome.refused().get(0).whole().in(ARABIC));
        }
        return report;
    }

    private static void list(ArrayNode list, List<CatalogueImport.Problem> problems) {
        for (CatalogueImport.Problem problem : problems.subList(0, Math.min(problems.size(), LISTED_MAX))) {
            Sentence whole = problem.whole();
            list.addObject()
                    .put("row", problem.row())
                    .put("column", problem.column())
                    .put("value", problem.value())
                    .put("problem", whole.message())
                    .put("problemAr", whole.in(ARABIC))
                    .put("message", problem.message())
                    .put("messageAr", problem.sentence().in(ARABIC));
        }
    }

    /** A file that no table can be read of. */
    public static ObjectNode of(BadTable bad) {
        ObjectNode report = JsonReply.MAPPER.createObjectNode();
        error(report, bad.sentence().message(), bad.sentence().in(ARABIC));
        return report;
    }

    private static void error(ObjectNode report, String message, String messageAr) {
        report.put("ok", false);
        report.putObject("error")
                .put("code", "BAD_VALUE")
                .put("message", message)
                .put("messageAr", messageAr);
    }

    /** How far an import is. */
    public static ObjectNode of(ImportProgress progress) {
        return JsonReply.MAPPER
                .createObjectNode()
                .put("state", progress.state().name().toLowerCase(Locale.ROOT))
                .put("done", progress.done())
                .put("of", progress.of());
    }
}
