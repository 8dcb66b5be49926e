package org.tillmesh.relay.sheet;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * The text of an XML part, as long as each of its tokens is short. A reader of XML keeps a whole tag, a comment or an
 * instruction in memory, however long it is; a cell of a sheet has at most 32,767 characters. A declaration of a document's
 * type is none of a workbook's.
 */
final class TokenGuard extends FilterReader {
    private static final int TOKEN_MAX = 1 << 20;

    private final String part;
    private int length;
    private int before;
    private int beforeThat;

    /** What is open and may hold tags: {@code !} at its beginning, then {@code -} a comment, {@code [} CDATA; {@code ?}. */
    private int opaque;

    TokenGuard(Reader in, String part) {
        super(in);
        this.part = part;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0) {
            look(one);
        }
        return one;
    }

    @Override
    public int read(char[] into, int from, int count) throws IOException {
        int read = super.read(into, from, count);
        for (int i = 0; i < read; i++) {
            look(into[from + i]);
        }
        return read;
    }

    private void look(int one) {
        if (opaque == 0) {
            if (one == '<') {
                length = 0;
            } else if (before == '<' && (one == '!' || one == '?')) {
                opaque = one;
            }
        } else if (opaque == '!') {
            if (one != '-' && one != '[') {
                throw ZipParts.damaged(part, null); // it declares something
            }
            opaque = one;
        } else if (one == '>' && isEnd()) {
            opaque = 0;
            length = 0;
        }
        beforeThat = before;
        before = one;
        if (++length > TOKEN_MAX) {
            throw ZipParts.damaged(part, null);
        }
    }

    private boolean isEnd() {
        return opaque == '?'
                ? before == '?'
                : opaque == '-' ? before == '-' && beforeThat == '-' : before == ']' && beforeThat == ']';
    }
}
