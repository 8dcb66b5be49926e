package org.tillmesh.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bench of reports asks ours and both peers every question; how long it takes is nothing for a test. */
class ReportsBenchTest {
    @TempDir
    Path dir;

    @Test
    void every_question_is_put_to_sqlite_and_to_h2_too() throws Exception {
        var out = new ByteArrayOutputStream();

        new ReportsBench(dir, true, 1, new PrintStream(out, true, StandardCharsets.UTF_8)).run();

        String told = out.toString(StandardCharsets.UTF_8);
        assertThat(told.split("\"SQLiteRows\"", -1)).hasSize(9);
        assertThat(told.split("\"H2Rows\"", -1)).hasSize(9);
    }
}
