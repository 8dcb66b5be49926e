package org.tillmesh.relay.openapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;

/** The JSON schema of an answer's record, as the API writes it. */
final class RecordSchema {
    private RecordSchema() {}

    static ObjectNode of(Type type) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] arguments = generic.getActualTypeArguments();
            if (Map.class.isAssignableFrom(raw)) {
                schema.put("type", "object").set("additionalProperties", of(arguments[1]));
                return schema;
            }
            if (Collection.class.isAssignableFrom(raw)) {
                schema.put("type", "array").set("items", of(arguments[0]));
                return schema;
            }
        }
        return type instanceof Class<?> plain ? of(plain, schema) : schema;
    }

    private static ObjectNode of(Class<?> type, ObjectNode schema) {
        if (type.isRecord()) {
            ObjectNode properties = schema.put("type", "object").putObject("properties");
            for (RecordComponent component : type.getRecordComponents()) {
                properties.set(name(component), of(component.getGenericType()));
            }
            return schema;
        }
        if (type.isEnum()) {
            Arrays.stream(type.getEnumConstants())
                    .map(each -> ((Enum<?>) each).name())
                    .forEach(schema.put("type", "string").putArray("enum")::add);
            return schema;
        }
        if (type == Money.class || type == Quantity.class) {
            return schema.put("$ref", "#/components/schemas/Amount");
        }
        if (type == Instant.class) {
            return schema.put("type", "string").put("format", "date-time");
        }
        if (type == boolean.class || type == Boolean.class) {
            return schema.put("type", "boolean");
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return schema.put("type", "integer");
        }
        return type == String.class ? schema.put("type", "string") : schema;
    }

    private static String name(RecordComponent component) {
        return Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
                .map(JsonProperty::value)
                .orElse(component.getName());
    }
}
