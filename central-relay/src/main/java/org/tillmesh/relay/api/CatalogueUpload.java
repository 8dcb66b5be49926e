package org.tillmesh.relay.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.form.ProductForm;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.CatalogueOffice;
import org.tillmesh.relay.office.ImportDesk;
import org.tillmesh.relay.office.ImportOutcome;
import org.tillmesh.relay.office.ImportWish;
import org.tillmesh.retail.catalogue.BadTable;

/** A file of products, or one product as JSON, as the body of a request, for integrators and for the console alike. */
public final class CatalogueUpload {
    /** So large may a file be. */
    public static final int BYTES_MAX = 32 << 20;

    private static final int LOOKED_AT = 64;

    private final CatalogueOffice office;

    public CatalogueUpload(CatalogueOffice office) {
        this.office = office;
    }

    /** Takes files at an address. */
    public Route route(String path) {
        return Route.post(path, this::answer, "categories", "preview", "charset", "sheet")
                .importing(BYTES_MAX)
                .guarded(CatalogueUpload::refusedType);
    }

    private static Optional<Reply> refusedType(Asked head) {
        String type = head.contentType().toLowerCase(Locale.ROOT);
        return type.startsWith("multipart/")
                ? Optional.of(Reply.error(
                        415,
                        "BAD_VALUE",
                        "A catalogue comes as text/csv or as .xlsx, the file itself being the body, and one product as"
                                + " application/json; it came as "
                                + type))
                : Optional.empty();
    }

    /** One product as JSON is added; a file of which nothing can be taken is an error, with the same reasons by row. */
    private Reply answer(Asked asked) {
        if (isOne(asked)) {
            ImportDesk.Shelved made = office.imports().add(asked.body());
            return JsonReply.of(ProductForm.json(made.product(), made.stocked()));
        }
        Map<String, String> query = asked.query();
        var wish = new ImportWish(
                choice(query, "preview", "false", "true"),
                choice(query, "categories", "known", "new"),
                query.getOrDefault("charset", ""),
                query.getOrDefault("sheet", ""));
        try {
            ImportOutcome outcome = office.imports().run(asked.body(), wish, progress -> {});
            ObjectNode report = ImportReport.of(outcome);
            return JsonReply.of(outcome.imported() == 0 ? 400 : 200, report);
        } catch (BadTable e) {
            return JsonReply.of(400, ImportReport.of(e));
        }
    }

    /** No table begins with a brace, whatever its type is said to be. */
    private static boolean isOne(Asked asked) {
        return new String(asked.body(), 0, Math.min(asked.body().length, LOOKED_AT), StandardCharsets.UTF_8)
                .stripLeading()
                .startsWith("{");
    }

    /** Whether a parameter is the second of its two words; the first stands for none. */
    private static boolean choice(Map<String, String> query, String name, String no, String yes) {
        String wanted = query.getOrDefault(name, "");
        if (!wanted.isEmpty() && !wanted.equals(yes) && !wanted.equals(no)) {
            throw new RelayException(
                    "The parameter \"" + name + "\" is \"" + wanted + "\"; give " + no + " (the default) or " + yes);
        }
        return wanted.equals(yes);
    }
}
