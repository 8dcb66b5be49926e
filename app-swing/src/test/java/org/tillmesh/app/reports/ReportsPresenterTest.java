package org.tillmesh.app.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Language;
import org.tillmesh.reports.export.Shown;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.Till;

/** Reports without a window: asked, narrowed, followed down to the receipt, taken away. */
class ReportsPresenterTest implements ReportsView {
    @TempDir
    Path dir;

    private Till till;
    private RecordingDesk desk;
    private ReportsPresenter reports;
    private String title = "";
    private String period = "";
    private List<String> narrowed = List.of();
    private @Nullable Shown shown;
    private int row = -1;
    private boolean isChart;
    private String problem = "";
    private @Nullable ChoicePresenter choice;
    private List<String> choices = List.of();
    private String paper = "";

    @BeforeEach
    void begin() {
        till = Shops.selling(dir.resolve("till"));
        desk = new RecordingDesk(till);
        desk.managersPin = "9999";
        reports = new ReportsPresenter(desk, this, dir.resolve("files"));
        desk.inFront = reports;
    }

    @AfterEach
    void end() {
        desk.close();
    }

    private void sell(int pieces) {
        till.counter().scan(DemoBarcodes.PLAIN, Quantity.of(pieces), null);
        till.counter().tender(TenderKind.CASH, till.counter().cart().due(), null);
        till.counter().complete(null);
    }

    private void choose(String name) {
        for (int i = 0; !choices.get(i).replaceAll("[\u200E\u200F]", "").equals(name); i++) {
            choice().select(i + 1);
        }
        choice().take();
    }

    private ChoicePresenter choice() {
        if (choice == null) {
            throw new AssertionError("Nothing is asked");
        }
        return choice;
    }

    private Shown report() {
        if (shown == null) {
            throw new AssertionError("There is no report; " + problem);
        }
        return shown;
    }

    @Test
    void a_day_leads_to_its_receipts_and_a_receipt_to_its_paper_and_back() {
        sell(1);
        sell(2);
        reports.shown();
        assertThat(desk.asked).as("a cashier asks a manager").containsOnly("approval");
        assertThat(title).isEqualTo("Sales by hour");
        assertThat(period).isEqualTo("Today");
        desk.press(FunctionKey.F2);
        choose("Sales by day");
        assertThat(report().table().rows()).hasSize(1);
        desk.press(FunctionKey.ENTER);
        assertThat(title).isEqualTo("Receipts");
        assertThat(report().table().rows()).hasSize(2);
        assertThat(period).contains(report().table().rows().get(0).get(0).text().substring(0, 4));
        desk.press(FunctionKey.DOWN);
        assertThat(row).isEqualTo(1);
        desk.press(FunctionKey.ENTER);
        assertThat(paper).contains("S001-T01-000002");
        desk.press(FunctionKey.ESCAPE);
        assertThat(title).isEqualTo("Sales by day");
        assertThat(period).isEqualTo("Today");
        desk.press(FunctionKey.ESCAPE);
        assertThat(desk.shown).containsExactly(Desk.Place.MENU);
    }

    @Test
    void a_report_is_narrowed_by_what_it_takes_and_widened_again() {
        sell(1);
        reports.shown();
        desk.press(FunctionKey.F4);
        assertThat(choices).contains("Cashier", "Product", "Tender").doesNotContain("Supplier");
        choose("Tender");
        choose("card");
        assertThat(narrowed).singleElement().satisfies(said -> assertThat(said).startsWith("Tender"));
        assertThat(report().table().rows()).isEmpty();
        assertThat(problem).isEqualTo(Language.ENGLISH.text("reportEmpty"));
        assertThat(desk.whyNot(FunctionKey.ENTER)).isEqualTo(Language.ENGLISH.text("reportNoMore"));
        desk.press(FunctionKey.F4);
        choose("Tender");
        choose("All");
        assertThat(narrowed).isEmpty();
        assertThat(report().table().rows()).hasSize(1);
        desk.press(FunctionKey.F4);
        choose("Product");
        choice().scanned(DemoBarcodes.PLAIN);
        assertThat(narrowed).singleElement().satisfies(said -> assertThat(said).startsWith("Product"));
        assertThat(report().table().rows()).hasSize(1);
    }

    @Test
    void what_cannot_be_asked_is_told_in_the_language_of_the_screen() {
        desk.language = Language.ARABIC;
        reports.shown();
        desk.press(FunctionKey.F3);
        choose("من يوم إلى يوم …");
        desk.number("20270301");
        desk.number("20270201");
        assertThat(problem).contains("2027").containsPattern("\\p{InArabic}");
        assertThat(shown).isNull();
        assertThat(desk.sounds).contains("blocked");
        assertThat(desk.whyNot(FunctionKey.F7)).isEqualTo(Language.ARABIC.text("reportNone"));
    }

    @Test
    void without_a_managers_word_there_are_no_figures() {
        desk.managersPin = null;
        sell(1);
        reports.shown();
        assertThat(shown).isNull();
        assertThat(problem).isNotEmpty();
    }

    @Test
    void a_report_is_taken_away_in_the_language_that_it_is_read_in() throws Exception {
        sell(1);
        desk.language = Language.ARABIC;
        reports.shown();
        for (String format : List.of("format_csv", "format_xlsx", "format_pdf", "format_csv")) {
            desk.press(FunctionKey.F7);
            choose(Language.ARABIC.text(format));
        }
        try (Stream<Path> files = Files.list(dir.resolve("files"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(4)
                    .allSatisfy(name ->
                            assertThat(name).startsWith("sales-by-hour-").contains("-ar"));
        }
        assertThat(desk.lastSaid()).contains("files");
    }

    @Test
    void the_chart_takes_the_place_of_the_rows_where_something_adds_up() {
        sell(1);
        reports.shown();
        desk.press(FunctionKey.F6);
        assertThat(isChart).isTrue();
        desk.press(FunctionKey.F2);
        choose("Audit trail");
        assertThat(isChart).isFalse();
        desk.press(FunctionKey.F6);
        assertThat(desk.whyNot(FunctionKey.F6)).isEqualTo(Language.ENGLISH.text("reportNoChart"));
    }

    @Test
    void an_answer_to_what_is_no_longer_asked_is_let_go() {
        sell(1);
        till.people().logout();
        till.people().login(new UserId("manager"), "9999");
        reports.shown();
        desk.hold();
        desk.press(FunctionKey.F3);
        choose("Yesterday");
        desk.press(FunctionKey.F3);
        choose("Today");
        desk.letGo();
        assertThat(period).isEqualTo("Today");
        assertThat(report().table().rows()).hasSize(1);
    }

    @Test
    void every_report_can_be_looked_at_in_both_languages() {
        sell(1);
        till.people().logout();
        till.people().login(new UserId("manager"), "9999");
        for (Language language : Language.values()) {
            desk.language = language;
            reports.shown();
            desk.press(FunctionKey.F2);
            for (String name : List.copyOf(choices)) {
                desk.press(FunctionKey.F2);
                choose(name);
                if (choice != null) { // a statement asks whose
                    choice = null;
                    continue;
                }
                assertThat(title).isEqualTo(name);
                assertThat(problem).as(name).isIn("", language.text("reportEmpty"));
            }
        }
    }

    @Override
    public void asked(String name, String when, List<String> parts) {
        title = name;
        period = when;
        narrowed = parts;
    }

    @Override
    public void report(@Nullable Shown now, int at, boolean drawn) {
        shown = now;
        row = at;
        isChart = drawn;
    }

    @Override
    public void select(int at) {
        row = at;
    }

    @Override
    public void problem(String words) {
        problem = words;
    }

    @Override
    public void choose(ChoicePresenter asked) {
        choice = asked;
        asked.open(new ChoiceView() {
            @Override
            public void choices(List<String> names, int selected) {
                choices = names;
            }

            @Override
            public void close() {
                choice = null;
            }
        });
    }

    @Override
    public void paper(String name, byte[] png) {
        paper = name;
    }
}
