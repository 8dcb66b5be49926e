package org.tillmesh.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tillmesh.till.script.ScriptedTill;

/** Holds every line that a test sends or gets against the schema that {@code help} gives. */
final class Contract {
    private static final JsonNode ALL = ScriptedTill.schema();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> PARTS = new ConcurrentHashMap<>();

    private Contract() {}

    /** @param part a name under {@code $defs}, like {@code answer:scan} */
    static void holds(String part, JsonNode line) {
        List<Error> errors = PARTS.computeIfAbsent(part, Contract::part).validate(line);
        assertEquals(List.of(), errors, () -> part + " does not fit its schema: " + line);
    }

    static boolean knows(String command) {
        return ALL.path("$defs").has("request:" + command);
    }

    /** A request that was answered well fits its schema, and so does the answer; a refusal fits {@code error}. */
    static void holds(JsonNode request, JsonNode answer) {
        if (answer.has("event")) {
            holds("progress", answer);
        } else if (answer.path("ok").asBoolean()) {
            String command = request.path("do").asText();
            holds("request:" + command, request);
            holds("answer:" + command, answer);
        } else {
            holds("error", answer);
        }
    }

    private static Schema part(String name) {
        if (!ALL.path("$defs").has(name)) {
            throw new AssertionError("The schema has no part " + name);
        }
        ObjectNode schema = ALL.deepCopy();
        schema.remove("anyOf");
        schema.put("$ref", "#/$defs/" + name);
        return REGISTRY.getSchema(schema);
    }
}
