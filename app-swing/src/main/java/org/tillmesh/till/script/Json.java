package org.tillmesh.till.script;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.Id;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.till.Ready;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.links.LinkAnswers;

/** Records as JSON, and the JSON Schema of a record type: both from the same components, so they can't drift apart. */
final class Json {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Here "none" is said by null; elsewhere the field is left out. */
    private static final Set<Class<?>> NULLS_SHOWN =
            Set.of(LinkAnswers.Status.class, InvoiceAnswers.Zatca.class, Ready.class, Ready.Recovered.class);

    private Json() {}

    static JsonNode write(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        } else if (value instanceof JsonNode node) {
            return node;
        } else if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        } else if (value instanceof Number number) {
            return NODES.numberNode(number.longValue());
        } else if (value instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode();
            list.forEach(item -> array.add(write(item)));
            return array;
        } else if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((key, item) -> object.set(String.valueOf(key), write(item)));
            return object;
        } else if (value instanceof Sentence sentence) {
            return NODES.textNode(sentence.message());
        } else if (isText(value.getClass())) {
            return NODES.textNode(value.toString());
        } else if (value instanceof Sums sums) {
            return write(sums.byTender() == null ? sums.cash() : sums.byTender());
        } else if (value instanceof Record wanted) {
            return object(wanted);
        }
        throw new AssertionError("No JSON for " + value.getClass());
    }

    private static boolean isText(Class<?> type) {
        return type == String.class
                || type == Money.class
                || type == Quantity.class
                || type == Instant.class
                || type == LocalDate.class
                || Id.class.isAssignableFrom(type);
    }

    private static ObjectNode object(Record source) {
        ObjectNode object = NODES.objectNode();
        for (RecordComponent component : source.getClass().getRecordComponents()) {
            Object value = value(source, component);
            if (value != null || NULLS_SHOWN.contains(source.getClass())) {
                object.set(name(component), write(value));
            }
        }
        return object;
    }

    private static @Nullable Object value(Record source, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(source);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("A record's component can always be read", e);
        }
    }

    private static String name(RecordComponent component) {
        JsonProperty other = component.getAccessor().getAnnotation(JsonProperty.class);
        return other == null ? component.getName() : other.value();
    }

    // ---- schema

    /** The schema of a record type; types that it names are put into {@code definitions}. */
    static ObjectNode schema(Class<? extends Record> type, TreeMap<String, ObjectNode> definitions) {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = NODES.arrayNode();
        boolean nulls = NULLS_SHOWN.contains(type);
        for (RecordComponent component : type.getRecordComponents()) {
            boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            JsonNode shape = of(component.getGenericType(), definitions);
            if (optional && nulls) {
                ArrayNode either =
                        NODES.arrayNode().add(shape).add(NODES.objectNode().put("type", "null"));
                shape = NODES.objectNode().set("anyOf", either);
            }
            properties.set(name(component), shape);
            if (!optional || nulls) {
                required.add(name(component));
            }
        }
        schema.set("required", required);
        return schema.put("additionalProperties", false);
    }

    @SuppressWarnings("unchecked")
    private static ObjectNode of(Type type, TreeMap<String, ObjectNode> definitions) {
        if (type instanceof ParameterizedType generic) {
            Type[] parts = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return NODES.objectNode().put("type", "array").set("items", of(parts[0], definitions));
            }
            return NODES.objectNode().put("type", "object").set("additionalProperties", of(parts[1], definitions));
        }
        Class<?> plain = (Class<?>) type;
        if (plain == Sums.class) {
            ObjectNode byTender = NODES.objectNode().put("type", "object").set("additionalProperties", money());
            return NODES.objectNode()
                    .set("anyOf", NODES.arrayNode().add(money()).add(byTender));
        }
        if (plain.isRecord() && plain != Sentence.class && !isText(plain)) {
            String name = plain.getSimpleName();
            if (!definitions.containsKey(name)) {
                definitions.put(name, NODES.objectNode());
                definitions.put(name, schema((Class<? extends Record>) plain, definitions));
            }
            return NODES.objectNode().put("$ref", "#/$defs/" + name);
        }
        return leaf(plain);
    }

    private static ObjectNode leaf(Class<?> type) {
        if (type == Money.class) {
            return money();
        } else if (type == Quantity.class) {
            return quantity();
        } else if (type == Instant.class) {
            return NODES.objectNode().put("type", "string").put("format", "date-time");
        } else if (type == LocalDate.class) {
            return NODES.objectNode().put("type", "string").put("format", "date");
        } else if (type == boolean.class || type == Boolean.class) {
            return NODES.objectNode().put("type", "boolean");
        } else if (type == int.class || type == long.class) {
            return NODES.objectNode().put("type", "integer");
        } else if (type == String.class || type == Sentence.class || Id.class.isAssignableFrom(type)) {
            return NODES.objectNode().put("type", "string");
        }
        return NODES.objectNode(); // a JSON node: anything
    }

    static ObjectNode money() {
        return NODES.objectNode().put("type", "string").put("pattern", "^-?[0-9]+\\.[0-9]{2}$");
    }

    static ObjectNode quantity() {
        return NODES.objectNode().put("type", "string").put("pattern", "^-?[0-9]+(\\.[0-9]{3})?$");
    }
}
