package org.tillmesh.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.page.RecordingPage;

class DiagnosticsPresenterTest {
    private static final String CARD = "4111111111111111";

    @TempDir
    Path dir;

    private RecordingDesk desk;
    private final RecordingPage page = new RecordingPage();

    @BeforeEach
    void begin() {
        desk = new RecordingDesk(Shops.selling(dir.resolve("till")));
        var diagnostics = new DiagnosticsPresenter(desk, page);
        page.presenter = diagnostics;
        desk.inFront = diagnostics;
        diagnostics.shown();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void every_part_tells_of_itself_and_a_scan_shows_each_character() {
        for (var row : page.rows) {
            page.presenter.choose(row.id());
            assertThat(page.lines).as(row.id()).isNotEmpty();
            assertThat(page.told()).as(row.id()).doesNotContain("fault");
        }
        page.presenter.scanned("01\u001D3");
        assertThat(page.told()).contains("30 31 1d 33");
    }

    @Test
    void the_folder_is_checked() {
        desk.press(FunctionKey.F2);
        assertThat(page.told()).contains("whole");
    }

    @Test
    void a_bundle_says_what_went_wrong_and_holds_no_secret() throws Exception {
        Logger.getLogger("x").log(Level.WARNING, "The card " + CARD + " did not fit");
        desk.press(FunctionKey.F5);
        page.presenter.choose("TROUBLES");
        assertThat(page.told()).contains("did not fit", "1111").doesNotContain(CARD);
        desk.press(FunctionKey.ENTER);
        page.fill("dir", dir.resolve("nowhere").toString());
        assertThat(page.problem).isNotBlank();
        page.fill("dir", dir.toString());
        Path file;
        try (var files = Files.list(dir)) {
            file = files.filter(each -> each.toString().endsWith(".zip"))
                    .findFirst()
                    .orElseThrow();
        }
        var all = new StringBuilder();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().toList()) {
                all.append(entry.getName())
                        .append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(all)
                .contains("facts.txt", "replica", "did not fit")
                .doesNotContain(CARD)
                .doesNotContain("PRIVATE")
                .doesNotContain("pepper");
    }
}
