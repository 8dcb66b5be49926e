package org.tillmesh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.GraphicsEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.till.Answers;
import org.tillmesh.till.Till;

/** The real window, driven by keys through every screen in both languages, light and dark. Needs a display. */
class WindowTest {
    @TempDir
    Path dir;

    @Test
    void a_cashier_gets_through_the_day_by_keys_alone_in_both_languages() throws Exception {
        assumeFalse(GraphicsEnvironment.isHeadless(), "No display: the window is not tested here");
        FailOnThreadViolationRepaintManager.install();
        var sold = new ArrayList<Answers.Receipt>();
        Path pictures = Path.of("target", "screenshots");
        try (Till till = Till.open(new Till.Options(dir.resolve("till"), true, "S001", "T01", null, List.of(), 0))) {
            Tour.run(till, pictures, "1111", sold::add);
            assertEquals(4, sold.size());
            assertEquals(4, till.sales(null).count());
            assertTrue(till.verify().clean());
        }
        try (var files = Files.list(pictures)) {
            assertTrue(files.count() >= 40);
        }
    }
}
