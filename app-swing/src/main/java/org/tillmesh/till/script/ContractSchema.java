package org.tillmesh.till.script;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;
import org.tillmesh.till.Ready;
import org.tillmesh.till.shop.RefusalCode;

/**
 * The JSON Schema (draft 2020-12) of every line that goes in or out. {@code #/$defs/request:NAME} and
 * {@code #/$defs/answer:NAME} are those of one command; {@code error}, {@code progress} and {@code ready} stand beside.
 */
final class ContractSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String AMOUNT = "^-?[0-9]{1,13}(\\.[0-9]{1,2})?$";

    private ContractSchema() {}

    static ObjectNode ofAll(List<Command> commands) {
        var definitions = new TreeMap<String, ObjectNode>();
        ArrayNode requests = NODES.arrayNode();
        ArrayNode outputs = NODES.arrayNode();
        for (Command command : commands) {
            definitions.put("request:" + command.name(), request(command));
            definitions.put("answer:" + command.name(), answer(command, definitions));
            requests.add(ref("request:" + command.name()));
            outputs.add(ref("answer:" + command.name()));
        }
        definitions.put("error", error());
        definitions.put("progress", progress());
        definitions.put("terminal", terminal());
        ObjectNode ready = Json.schema(Ready.class, definitions);
        ready.withObject("/properties").putObject("ready").put("const", true);
        ready.withArray("required").add("ready");
        definitions.put("ready", ready);
        for (String other : List.of("error", "progress", "terminal", "ready")) {
            outputs.add(ref(other));
        }
        definitions.put("request", NODES.objectNode().set("oneOf", requests));
        definitions.put("output", NODES.objectNode().set("anyOf", outputs));
        ObjectNode schema = NODES.objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "TillMesh scripted till")
                .put("description", "One object a line: requests in, answers, progress and the ready line out.");
        schema.putArray("anyOf").add(ref("request")).add(ref("output"));
        ObjectNode defs = schema.putObject("$defs");
        definitions.forEach(defs::set);
        return schema;
    }

    private static ObjectNode ref(String name) {
        return NODES.objectNode().put("$ref", "#/$defs/" + name);
    }

    private static ObjectNode request(Command command) {
        ObjectNode schema = object(command.fields());
        ObjectNode properties = (ObjectNode) schema.get("properties");
        properties.putObject("do").put("const", command.name());
        for (Field field : CommonFields.COMMON) {
            if (!field.name().equals("do") && !properties.has(field.name())) {
                properties.set(field.name(), shape(field));
            }
        }
        ((ArrayNode) schema.get("required")).add("do");
        return schema.put("description", command.about());
    }

    private static ObjectNode object(List<Field> fields) {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (Field field : fields) {
            properties.set(field.name(), shape(field));
            if (field.required()) {
                required.add(field.name());
            }
        }
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode shape(Field field) {
        ObjectNode shape = NODES.objectNode();
        switch (field.kind()) {
            case TEXT -> {
                if (!field.about().equals(CommonFields.ECHO)) {
                    shape.put("type", "string");
                }
            }
            case MONEY -> shape.setAll(amount());
            case QUANTITY -> shape.put("type", "string").put("pattern", "^-?[0-9]{1,9}(\\.[0-9]{1,3})?$");
            case DECIMAL -> shape.put("type", "string").put("pattern", "^[0-9]+(\\.[0-9]+)?$");
            case INTEGER -> shape.put("type", "integer");
            case FLAG -> shape.put("type", "boolean");
            case INSTANT -> shape.put("type", "string").put("format", "date-time");
            case DATE -> shape.put("type", "string").put("format", "date");
            case CHOICE -> field.choices().forEach(shape.withArray("enum")::add);
            case TEXTS -> shape.put("type", "array").putObject("items").put("type", "string");
            case OBJECT ->
                shape.setAll(
                        field.inner().isEmpty() ? NODES.objectNode().put("type", "object") : object(field.inner()));
            case OBJECTS -> shape.put("type", "array").set("items", object(field.inner()));
            case COUNTED -> shape.set("anyOf", counted());
        }
        return shape.put("description", field.about());
    }

    /** An amount of cash, or amounts by tender; cash may be counted by note and coin. */
    private static ArrayNode counted() {
        ObjectNode notes = NODES.objectNode().put("type", "object");
        notes.putObject("additionalProperties").put("type", "integer").put("minimum", 0);
        ObjectNode tenders = NODES.objectNode().put("type", "object");
        tenders.putObject("properties")
                .putObject("cash")
                .putArray("anyOf")
                .add(amount())
                .add(notes);
        tenders.set("additionalProperties", amount());
        tenders.putArray("required").add("cash");
        return NODES.arrayNode().add(amount()).add(tenders);
    }

    private static ObjectNode amount() {
        return NODES.objectNode().put("type", "string").put("pattern", AMOUNT);
    }

    private static ObjectNode answer(Command command, TreeMap<String, ObjectNode> definitions) {
        ObjectNode schema = Json.schema(command.answer(), definitions);
        ObjectNode properties = (ObjectNode) schema.get("properties");
        properties.putObject("ok").put("const", true);
        if (!properties.has("id")) {
            properties.putObject("id");
        }
        ((ArrayNode) schema.get("required")).add("ok");
        return schema;
    }

    private static ObjectNode error() {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("ok").put("const", false);
        properties.putObject("id");
        ObjectNode error = properties.putObject("error").put("type", "object");
        ArrayNode codes = error.putObject("properties").putObject("code").putArray("enum");
        for (RefusalCode code : RefusalCode.values()) {
            codes.add(code.name());
        }
        error.withObject("/properties")
                .putObject("message")
                .put("type", "string")
                .put("minLength", 1);
        error.withObject("/properties")
                .putObject("messageAr")
                .put("type", "string")
                .put("description", "the same in Arabic, of all that the shop refuses");
        error.withObject("/properties")
                .putObject("customers")
                .put("type", "array")
                .put("description", "with DUPLICATE: who has that phone or VAT number already")
                .set("items", ref("Customer"));
        error.withObject("/properties")
                .putObject("needs")
                .put("type", "string")
                .put("description", "the field that the command must have besides: serial");
        error.withObject("/properties")
                .putObject("intent")
                .put("type", "string")
                .put("description", "with TERMINAL_UNKNOWN: the card payment that is to be decided");
        error.putArray("required").add("code").add("message");
        error.put("additionalProperties", false);
        schema.putArray("required").add("ok").add("error");
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode terminal() {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("event").put("const", "terminal");
        properties.putObject("id");
        properties.putObject("text").put("type", "string");
        schema.putArray("required").add("event").add("text");
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode progress() {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("event").put("const", "progress");
        properties.putObject("id");
        properties.putObject("done").put("type", "integer").put("minimum", 0);
        properties.putObject("total").put("type", "integer").put("minimum", 0);
        properties.putObject("perSecond").put("type", "integer").put("minimum", 0);
        properties.putObject("restMs").put("type", "integer").put("minimum", 0);
        schema.putArray("required").add("event").add("done").add("total");
        return schema.put("additionalProperties", false);
    }
}
