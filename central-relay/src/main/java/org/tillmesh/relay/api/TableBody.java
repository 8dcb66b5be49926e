package org.tillmesh.relay.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.DealOffice;
import org.tillmesh.retail.catalogue.CatalogueImport;
import org.tillmesh.retail.words.Reader;
import org.tillmesh.retail.words.Sentence;

/** A file of a table as the body of a request or of an answer. */
final class TableBody {
    private static final Reader ARABIC = new Reader(Locale.forLanguageTag("ar"), ZoneOffset.UTC);
    private static final int BYTES_MAX = 32 << 20;

    private TableBody() {}

    /** An address that takes a file. */
    static Route route(String path, Route.Handler handler, String... parameters) {
        return Route.post(path, handler, parameters).importing(BYTES_MAX).guarded(TableBody::refusedType);
    }

    private static Optional<Reply> refusedType(Asked head) {
        String type = head.contentType().toLowerCase(Locale.ROOT);
        return type.startsWith("multipart/") || type.contains("json")
                ? Optional.of(Reply.error(
                        415,
                        "BAD_VALUE",
                        "A table comes as text/csv or as .xlsx, the file itself being the body; it came as " + type))
                : Optional.empty();
    }

    /** What came of a file. One of which nothing was taken is an error, with the same reasons by row. */
    static Reply outcome(DealOffice.Imported outcome) {
        ObjectNode body = JsonReply.MAPPER.createObjectNode();
        outcome.imported().forEach(body.putArray("imported")::add);
        ArrayNode refused = body.putArray("refused");
        for (CatalogueImport.Problem problem : outcome.refused()) {
            refused.addObject()
                    .put("row", problem.row())
                    .put("column", problem.column())
                    .put("value", problem.value())
                    .put("problem", problem.whole().message())
                    .put("problemAr", problem.whole().in(ARABIC));
        }
        body.put("encoding", outcome.encoding());
        if (!outcome.imported().isEmpty()) {
            return JsonReply.of(body);
        }
        Sentence first = outcome.refused().get(0).whole();
        int more = outcome.refused().size() - 1;
        body.put("ok", false)
                .putObject("error")
                .put("code", "BAD_VALUE")
                .put(
                        "message",
                        "Nothing was imported. " + first.message()
                                + (more > 0 ? "; and " + more + " more, see refused" : ""))
                .put("messageAr", first.in(ARABIC));
        return JsonReply.of(400, body);
    }

    /** Whether a list is wanted as a file. */
    static boolean isWanted(Asked asked) {
        String format = asked.query().getOrDefault("format", "json");
        if (!format.equals("json") && !format.equals("csv")) {
            throw new RelayException("The parameter \"format\" is \"" + format + "\"; give json (the default) or csv");
        }
        return format.equals("csv");
    }

    static Reply file(String csv, String name) {
        return new Reply(
                200,
                "text/csv; charset=utf-8",
                csv.getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Disposition", "attachment; filename=\"" + name + "\""));
    }
}
