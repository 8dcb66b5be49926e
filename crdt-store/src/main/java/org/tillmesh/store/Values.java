package org.tillmesh.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tillmesh.crdt.Value;

/**
 * Values as deterministic CBOR (RFC 8949 section 4.2.1): definite lengths, shortest integers, map keys in the order of
 * their UTF-8 bytes, no floats, no tags. Bytes that are not exactly that are refused.
 */
public final class Values {
    static final int DEPTH_MAX = 32;
    private static final CBORFactory CBOR = new CBORFactory();

    private Values() {}

    public static byte[] encode(Value value) {
        var out = new ByteArrayOutputStream(256);
        try (CBORGenerator generator = CBOR.createGenerator(out)) {
            write(generator, value);
        } catch (IOException e) {
            throw new UncheckedIOException("A byte array can't fail to be written", e);
        }
        return out.toByteArray();
    }

    /** @throws StoreException BAD_RECORD for anything but one value in its deterministic encoding */
    public static Value decode(byte[] bytes) {
        Value value = decodeOwn(bytes);
        if (!Arrays.equals(bytes, encode(value))) {
            throw bad("it is not the deterministic encoding of its value");
        }
        return value;
    }

    /** Decodes what this store has encoded itself, or has checked when it came. */
    static Value decodeOwn(byte[] bytes) {
        Value value;
        try (JsonParser parser = CBOR.createParser(bytes)) {
            value = read(parser, parser.nextToken(), 0);
            if (parser.nextToken() != null) {
                throw bad("bytes follow the value");
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new StoreException(StoreException.Kind.BAD_RECORD, "These bytes are no CBOR: " + e.getMessage(), e);
        }
        return value;
    }

    private static void write(CBORGenerator out, Value value) throws IOException {
        if (value instanceof Value.Null) {
            out.writeNull();
        } else if (value instanceof Value.Bool bool) {
            out.writeBoolean(bool.value());
        } else if (value instanceof Value.Int number) {
            out.writeNumber(number.value());
        } else if (value instanceof Value.Text text) {
            writeText(out, text.value());
        } else if (value instanceof Value.Bytes raw) {
            byte[] bytes = raw.value();
            out.writeBinary(bytes, 0, bytes.length);
        } else if (value instanceof Value.ListOf list) {
            out.writeStartArray(list, list.items().size());
            for (Value item : list.items()) {
                write(out, item);
            }
            out.writeEndArray();
        } else if (value instanceof Value.MapOf map) {
            out.writeStartObject(map, map.entries().size());
            for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
                out.writeFieldName(entry.getKey());
                write(out, entry.getValue());
            }
            out.writeEndObject();
        } else {
            throw new AssertionError("No encoding for " + value);
        }
    }

    /** In one piece: the generator would cut a long string into chunks of unnamed length. */
    private static void writeText(CBORGenerator out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeUTF8String(utf8, 0, utf8.length);
    }

    private static Value read(JsonParser in, JsonToken token, int depth) throws IOException {
        if (depth > DEPTH_MAX) {
            throw bad("it is nested deeper than " + DEPTH_MAX);
        }
        if (token == null) {
            throw bad("it ends too early");
        }
        return switch (token) {
            case VALUE_NULL -> Value.NULL;
            case VALUE_TRUE -> Value.of(true);
            case VALUE_FALSE -> Value.of(false);
            case VALUE_NUMBER_INT -> Value.of(in.getLongValue());
            case VALUE_STRING -> Value.of(in.getText());
            case VALUE_EMBEDDED_OBJECT -> Value.of(in.getBinaryValue());
            case START_ARRAY -> readList(in, depth);
            case START_OBJECT -> readMap(in, depth);
            default -> throw bad("it holds a " + token + ", which values don't have");
        };
    }

    private static Value readList(JsonParser in, int depth) throws IOException {
        List<Value> items = new ArrayList<>();
        for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            items.add(read(in, token, depth + 1));
        }
        return Value.list(items);
    }

    private static Value readMap(JsonParser in, int depth) throws IOException {
        var entries = new TreeMap<String, Value>(Value.KEY_ORDER);
        for (JsonToken token = in.nextToken(); token != JsonToken.END_OBJECT; token = in.nextToken()) {
            if (token != JsonToken.FIELD_NAME) {
                throw bad("a map ends too early");
            }
            String key = in.currentName();
            if (entries.put(key, read(in, in.nextToken(), depth + 1)) != null) {
                throw bad("the key \"" + key + "\" stands twice in a map");
            }
        }
        return Value.map(entries);
    }

    static StoreException bad(String why) {
        return new StoreException(StoreException.Kind.BAD_RECORD, "A record can't be taken: " + why);
    }
}
