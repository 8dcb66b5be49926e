package org.tillmesh.relay.sheet;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.catalogue.BadTable;
import org.tillmesh.retail.catalogue.ImportRule;

/**
 * A zip file in memory, whose parts are unpacked as they are read. All parts together may unpack to {@link #BYTES_MAX}, so a
 * small file can't become a huge one. Source: PKWARE, "APPNOTE.TXT - .ZIP File Format Specification", sections 4.3.12 and
 * 4.3.16.
 */
final class ZipParts {
    static final int BYTES_MAX = 256 << 20;

    private static final int MIB = 1 << 20;
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int COMMENT_MAX = 0xFFFF;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_BYTES = 46;

    private final byte[] file;

    /** Where the parts begin, by their names in small letters: a name's case means nothing in a workbook. */
    private final Map<String, Integer> parts = new TreeMap<>();

    private long unpacked;

    /** @throws BadTable if it is no zip file */
    ZipParts(byte[] file) {
        this.file = file;
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        try {
            int end = end(bytes);
            int count = bytes.getShort(end + 10) & 0xFFFF;
            int at = bytes.getInt(end + 16);
            for (int i = 0; i < count; i++) {
                at = entry(bytes, at);
            }
        } catch (IndexOutOfBoundsException e) {
            throw damaged("zip", e);
        }
    }

    private static int end(ByteBuffer bytes) {
        int last = bytes.limit() - END_BYTES;
        for (int at = last; at >= 0 && at >= last - COMMENT_MAX; at--) {
            if (bytes.getInt(at) == END) {
                return at;
            }
        }
        throw damaged("zip", null);
    }

    private int entry(ByteBuffer bytes, int at) {
        if (bytes.getInt(at) != ENTRY) {
            throw damaged("zip", null);
        }
        int nameBytes = bytes.getShort(at + 28) & 0xFFFF;
        int extraBytes = bytes.getShort(at + 30) & 0xFFFF;
        int commentBytes = bytes.getShort(at + 32) & 0xFFFF;
        var name = new byte[nameBytes];
        bytes.get(at + ENTRY_BYTES, name);
        parts.put(plain(new String(name, StandardCharsets.UTF_8)), bytes.getInt(at + 42));
        return at + ENTRY_BYTES + nameBytes + extraBytes + commentBytes;
    }

    private static String plain(String name) {
        String slashed = name.replace('\\', '/');
        return (slashed.startsWith("/") ? slashed.substring(1) : slashed).toLowerCase(Locale.ROOT);
    }

    boolean has(String part) {
        return parts.containsKey(plain(part));
    }

    /**
     * A part, unpacked as it is read.
     *
     * @throws BadTable if there is none of that name
     */
    InputStream open(String part) throws IOException {
        Integer at = parts.get(plain(part));
        if (at == null || at < 0 || at >= file.length) {
            throw damaged(part, null);
        }
        var zip = new ZipInputStream(new ByteArrayInputStream(file, at, file.length - at));
        boolean isThere;
        try {
            isThere = zip.getNextEntry() != null;
        } catch (IllegalArgumentException e) {
            throw damaged(part, e); // its name is no text
        }
        if (!isThere) {
            throw damaged(part, null);
        }
        return new Counted(zip);
    }

    static BadTable damaged(String part, @Nullable Throwable cause) {
        var sentence = ImportRule.WORKBOOK_DAMAGED.with(part);
        return cause == null ? new BadTable(sentence) : new BadTable(sentence, cause);
    }

    /** Counts what is unpacked. */
    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            unpacked += Math.max(read, 0);
            if (unpacked > BYTES_MAX) {
                throw new BadTable(ImportRule.WORKBOOK_LARGE.with(BYTES_MAX / MIB));
            }
            return read;
        }
    }
}
