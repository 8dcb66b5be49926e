package org.tillmesh.tools.option;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output, which carries answers: UTF-8 on every machine, flushed after each line. */
public final class AnswerStream {
    private AnswerStream() {}

    public static PrintStream open() {
        return new PrintStream(System.out, true, StandardCharsets.UTF_8);
    }
}
