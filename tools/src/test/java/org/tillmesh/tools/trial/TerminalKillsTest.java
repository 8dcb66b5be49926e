package org.tillmesh.tools.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of {@code crash-test --terminal}; the long one is for a night. */
class TerminalKillsTest {
    @TempDir
    Path dir;

    @Test
    void fifteen_kills_between_till_and_terminal_neither_lose_nor_double_a_booking() throws Exception {
        var said = new ByteArrayOutputStream();

        assertThat(TerminalCrashTest.run(dir, 3, new PrintStream(said, true, StandardCharsets.UTF_8), 15, 2))
                .isEmpty();

        assertThat(said.toString(StandardCharsets.UTF_8)).contains("8 kills", "7 kills");
    }
}
