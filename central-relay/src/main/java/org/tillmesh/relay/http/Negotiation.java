package org.tillmesh.relay.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.tillmesh.crdt.Hash;

/** Fits an answer to what the other side takes and has: a tag on each, nothing twice, large texts compressed. */
final class Negotiation {
    private static final int SMALL_BYTES = 1 << 10;
    private static final int TAG_DIGITS = 32;

    private Negotiation() {}

    static Reply fitted(Asked asked, Reply reply) {
        if (!asked.method().equals("GET") || reply.status() != 200 || reply.feed() != null) {
            return reply;
        }
        String tag = "\"" + Hash.sha256(reply.body()).toString().substring(0, TAG_DIGITS) + "\"";
        if (has(asked.wishes().held(), tag)) {
            return new Reply(304, reply.type(), new byte[0], Map.of()).with("ETag", tag);
        }
        Reply tagged = reply.with("ETag", tag);
        return isCompressed(asked, reply)
                ? new Reply(200, reply.type(), compressed(reply.body()), tagged.headers())
                        .with("Content-Encoding", "gzip")
                        .with("Vary", "Accept-Encoding")
                : tagged;
    }

    /** Whether one of the tags that somebody holds is this one, weak or not. */
    private static boolean has(String held, String tag) {
        return Arrays.stream(held.split(","))
                .map(String::strip)
                .anyMatch(each -> each.equals("*") || each.equals(tag) || each.equals("W/" + tag));
    }

    /** A page bears the session's secret: compressed beside what a stranger chose, its length could tell it (BREACH). */
    private static boolean isCompressed(Asked asked, Reply reply) {
        boolean isText = reply.type().startsWith("application/json")
                || reply.type().startsWith("text/") && !reply.type().startsWith("text/html");
        return isText
                && reply.body().length > SMALL_BYTES
                && takesGzip(asked.wishes().encodings());
    }

    private static boolean takesGzip(String encodings) {
        return Arrays.stream(encodings.split(","))
                .map(each -> each.replace(" ", ""))
                .anyMatch(each -> each.matches("(gzip|\\*)(;q=(1|1\\.0{0,3}|0\\.\\d*[1-9]\\d*))?"));
    }

    private static byte[] compressed(byte[] body) {
        var bytes = new ByteArrayOutputStream(body.length / 4);
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes are written into memory", e);
        }
        return bytes.toByteArray();
    }
}
