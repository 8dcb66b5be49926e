package org.tillmesh.relay.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.tillmesh.relay.http.Right;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.CatalogueOffice;
import org.tillmesh.relay.office.DashboardOffice;
import org.tillmesh.relay.office.EscrowOffice;
import org.tillmesh.relay.office.SalesOffice;
import org.tillmesh.relay.office.StockOffice;
import org.tillmesh.relay.office.TillOffice;
import org.tillmesh.relay.reporting.ZatcaMonitor;
import org.tillmesh.relay.tills.ShutOutDesk;

/**
 * The API described by its own routes. The words and the forms come from {@code openapi.json}; which right an address needs,
 * how large its body may be, what it refuses and what its answer is made of come from the table of routes and the records
 * that are answered.
 */
public final class Description {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String JSON = "application/json";
    private static final String REFUSAL = "#/components/responses/";

    /** A list of records under a name, or one record. */
    private record Answer(String list, Class<?> of) {}

    private static final Map<String, Answer> ANSWERS = Map.of(
            "GET /api/v1/sales", new Answer("sales", SalesOffice.Sale.class),
            "GET /api/v1/tills", new Answer("tills", TillOffice.Till.class),
            "GET /api/v1/stock", new Answer("products", StockOffice.Stock.class),
            "GET /api/v1/shut-out", new Answer("tills", ShutOutDesk.ShutOutTill.class),
            "GET /api/v1/products/doubled", new Answer("doubled", CatalogueOffice.Doubled.class),
            "GET /api/v1/escrow", new Answer("", EscrowOffice.Balance.class),
            "POST /api/v1/escrow", new Answer("", EscrowOffice.Balance.class),
            "POST /api/v1/fleet", new Answer("", TillOffice.Fleet.class),
            "GET /api/v1/zatca", new Answer("", ZatcaMonitor.Overview.class),
            "GET /api/v1/dashboard", new Answer("", DashboardOffice.Dashboard.class));

    private Description() {}

    /** @param words the description as it is written by hand */
    public static byte[] of(byte[] words, Collection<Route> routes) {
        ObjectNode whole;
        try {
            whole = (ObjectNode) MAPPER.readTree(words);
        } catch (IOException e) {
            throw new UncheckedIOException("The description of the API is no JSON", e);
        }
        refusals(whole);
        for (Route route : routes) {
            JsonNode method =
                    whole.path("paths").path(route.path()).path(route.method().toLowerCase(Locale.ROOT));
            if (route.right() == Right.TOKEN && method instanceof ObjectNode described) {
                describe(route, described);
            }
        }
        return whole.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void describe(Route route, ObjectNode described) {
        described.put("x-right", route.need().area().word(route.isChange()));
        described.put("x-body-bytes-max", route.bodyMax());
        ObjectNode responses = described.withObjectProperty("responses");
        for (String refusal : new String[] {"401", "403", "429", "503"}) {
            if (!responses.has(refusal)) {
                responses.putObject(refusal).put("$ref", REFUSAL + "Refused" + refusal);
            }
        }
        if (route.bodyMax() > 0 && !responses.has("413")) {
            responses.putObject("413").put("$ref", REFUSAL + "Refused413");
        }
        Answer answer = ANSWERS.get(route.method() + " " + route.path());
        JsonNode right = responses.path("200");
        if (answer != null && right instanceof ObjectNode ok && !ok.has("content")) {
            ok.putObject("content").putObject(JSON).set("schema", schema(answer));
        }
    }

    private static ObjectNode schema(Answer answer) {
        ObjectNode one = RecordSchema.of(answer.of);
        if (answer.list.isEmpty()) {
            return one;
        }
        ObjectNode list = MAPPER.createObjectNode().put("type", "object");
        ObjectNode properties = list.putObject("properties");
        properties.putObject(answer.list).put("type", "array").set("items", one);
        properties.putObject("next").put("type", "string").put("description", "give it as after for those that follow");
        return list;
    }

    /** What every address refuses, described once. */
    private static void refusals(ObjectNode whole) {
        ObjectNode all = whole.withObjectProperty("components").withObjectProperty("responses");
        Map.of(
                        "401", "no token, a wrong one, or one that has expired or was revoked",
                        "403",
                                "the token has not the right x-right, or is for other branches; money and keys ask a person for the password again",
                        "413", "the body is larger than x-body-bytes-max",
                        "429", "too many wrong tokens came from this address; wait a minute",
                        "503", "head office has too much to do; try again after Retry-After seconds")
                .forEach((status, why) -> all.putObject("Refused" + status).put("description", why));
    }
}
