package org.tillmesh.relay.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;

/** Answers as JSON: amounts, quantities and times are texts. */
final class JsonReply {
    static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new SimpleModule()
                    .addSerializer(Money.class, ToStringSerializer.instance)
                    .addSerializer(Quantity.class, ToStringSerializer.instance)
                    .addSerializer(Instant.class, ToStringSerializer.instance))
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

    private JsonReply() {}

    static Reply of(Object value) {
        return of(200, value);
    }

    /** That there is nothing of an id any more. */
    static Reply removed(String id) {
        return of(MAPPER.createObjectNode().put("removed", id));
    }

    static Reply of(int status, Object value) {
        return Reply.json(status, text(value));
    }

    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError("An answer can't be written", e);
        }
    }
}
