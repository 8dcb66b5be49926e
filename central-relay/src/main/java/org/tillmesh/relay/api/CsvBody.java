package org.tillmesh.relay.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.CatalogueOffice;

/** A CSV file as the body of a request or of an answer. */
final class CsvBody {
    private static final int BYTES_MAX = 32 << 20;

    private CsvBody() {}

    /** An address that takes a file. */
    static Route route(String path, Route.Handler handler, String... parameters) {
        return Route.post(path, handler, parameters).importing(BYTES_MAX).guarded(CsvBody::refusedType);
    }

    private static Optional<Reply> refusedType(Asked head) {
        String type = head.contentType().toLowerCase(Locale.ROOT);
        return type.startsWith("multipart/") || type.contains("json")
                ? Optional.of(Reply.error(
                        415,
                        "BAD_VALUE",
                        "A CSV file comes as text/csv, the file itself being the body; it came as " + type))
                : Optional.empty();
    }

    /** What came of a file. One of which nothing was taken is an error, with the same reasons by row. */
    static Reply outcome(Object imported, boolean isNothing, List<CatalogueOffice.Refused> refused) {
        ObjectNode body = JsonReply.MAPPER.valueToTree(imported);
        if (!isNothing) {
            return JsonReply.of(body);
        }
        String first = refused.isEmpty()
                ? "The file has no rows; add some"
                : refused.get(0).problem();
        body.put("ok", false);
        body.putObject("error")
                .put("code", "BAD_VALUE")
                .put(
                        "message",
                        "Nothing was imported. " + first
                                + (refused.size() > 1 ? "; and " + (refused.size() - 1) + " more, see refused" : ""));
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
