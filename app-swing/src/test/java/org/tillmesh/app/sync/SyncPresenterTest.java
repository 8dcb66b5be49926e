package org.tillmesh.app.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Language;

/** The sync menu of a till without head office. */
class SyncPresenterTest implements SyncView {
    @TempDir
    Path dir;

    private RecordingDesk desk;
    private SyncPresenter sync;
    private List<String> rows = List.of();
    private String note = "";

    @BeforeEach
    void begin() {
        desk = new RecordingDesk(Shops.selling(dir.resolve("till")));
        sync = new SyncPresenter(desk, this);
        desk.inFront = sync;
    }

    @AfterEach
    void end() {
        desk.close();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void what_needs_head_office_says_so_and_asks_nothing(Language language) {
        desk.language = language;
        sync.shown();
        assertThat(note).isEqualTo(language.text("needsOffice"));
        assertThat(rows).hasSize(7).doesNotContain("");
        for (FunctionKey key : List.of(FunctionKey.F2, FunctionKey.F3, FunctionKey.F4)) {
            desk.press(key);
            assertThat(desk.lastSaid()).as(key.label).isEqualTo(language.text("needsOffice"));
        }
        assertThat(desk.asked).isEmpty();
        assertThat(sync.isWorking()).isFalse();
        desk.press(FunctionKey.F8);
        desk.press(FunctionKey.F9);
        assertThat(desk.shown).containsExactly(Desk.Place.EXCEPTIONS, Desk.Place.SYNC_HISTORY);
        assertThat(rows.get(1)).as("nothing is proved yet").isEqualTo(language.text("proofNone"));
    }

    @Test
    void the_time_can_be_set_and_a_last_receipt_that_is_known_needs_no_scan() {
        sync.shown();
        assertThat(rows.get(6)).isEqualTo("The till knows its last receipt");
        desk.press(FunctionKey.F6);
        assertThat(desk.lastSaid()).isEqualTo("The till knows its last receipt");
        desk.press(FunctionKey.F5);
        assertThat(desk.asked).containsExactly("TIME\n");
    }

    @Override
    public void rows(List<String> values) {
        rows = values;
    }

    @Override
    public void note(String words, boolean large) {
        note = words;
    }

    @Override
    public void progress(long done, long total) {}

    @Override
    public void noProgress() {}

    @Override
    public void focus() {}
}
