package org.tillmesh.app.shift;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.page.PageLine;
import org.tillmesh.app.page.RecordingPage;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;

class TodayPresenterTest {
    @TempDir
    Path dir;

    private RecordingDesk desk;
    private final RecordingPage page = new RecordingPage();

    @BeforeEach
    void begin() {
        desk = new RecordingDesk(Shops.selling(dir.resolve("till")));
        desk.till().counter().scan(DemoBarcodes.PLAIN, null, null);
        desk.till().counter().tender(TenderKind.CASH, Money.sar(5_000), null);
        desk.till().counter().complete(null);
    }

    private void open() {
        var today = new TodayPresenter(desk, page);
        page.presenter = today;
        desk.inFront = today;
        today.shown();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void with_a_managers_word_every_part_has_its_bars(Language language) {
        desk.language = language;
        desk.managersPin = "9999";
        open();
        assertThat(page.rows).hasSize(7);
        for (var row : page.rows) {
            page.presenter.choose(row.id());
            assertThat(page.lines).as(row.id()).anySatisfy(line -> assertThat(line.kind())
                    .isEqualTo(PageLine.Kind.BAR));
        }
        assertThat(page.note).isNotBlank();
        desk.press(FunctionKey.F4);
        assertThat(page.title).isEqualTo(language.text("period_week"));
        desk.press(FunctionKey.F3);
        assertThat(page.told()).contains(language.text("nothingSoldYet"));
    }

    @Test
    void without_one_nothing_is_shown() {
        open();
        assertThat(page.rows).isEmpty();
        assertThat(page.lines).isEmpty();
        assertThat(page.empty).isNotBlank();
    }
}
