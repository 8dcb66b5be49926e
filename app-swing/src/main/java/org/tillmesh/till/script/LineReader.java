package org.tillmesh.till.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.TillException;

/** Lines of UTF-8. One that is too long is read to its end and dropped, so that it costs no memory and no order. */
final class LineReader {
    /** Longer than any command; a line of ten megabytes is a mistake. */
    static final int BYTES_MAX = 1 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;

    LineReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next line without its end, null after the last.
     *
     * @throws TillException BAD_JSON for a line that is too long or is no UTF-8; the next call goes on behind it
     */
    @Nullable String next() throws IOException {
        var line = new ByteArrayOutputStream(256);
        long length = 0;
        while (true) {
            if (at == end) {
                end = in.read(buffer);
                at = 0;
                if (end < 0) {
                    end = 0;
                    return length == 0 ? null : text(line, length);
                }
            }
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            length += at - from;
            if (length <= BYTES_MAX) {
                line.write(buffer, from, at - from);
            }
            if (at < end) {
                at++;
                return text(line, length);
            }
        }
    }

    private static String text(ByteArrayOutputStream line, long length) {
        if (length > BYTES_MAX) {
            throw new BadLine(
                    RefusalCode.BAD_JSON,
                    "The line has " + length + " bytes; a command has at most " + BYTES_MAX + ". It was ignored whole");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadLine(RefusalCode.BAD_JSON, "The line is not UTF-8; write it in UTF-8", e);
        }
    }
}
