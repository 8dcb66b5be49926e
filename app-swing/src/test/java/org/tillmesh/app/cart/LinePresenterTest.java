package org.tillmesh.app.cart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
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
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;

/** A line edited in place: only what was changed changes, and what is wrong stands under its field. */
class LinePresenterTest implements LineView {
    @TempDir
    Path dir;

    private final Map<Field, String> fields = new EnumMap<>(Field.class);
    private Till till;
    private RecordingDesk desk;
    private CounterAnswers.Cart now;
    private String problem = "";
    private Field wrong;
    private String seller = "";
    private boolean closed;

    @BeforeEach
    void open() {
        till = Shops.selling(dir.resolve("till"));
        desk = new RecordingDesk(till);
        begin();
    }

    private void begin() {
        CounterAnswers.Line line = till.counter().cart().lines().isEmpty()
                ? till.counter().scan(DemoBarcodes.PLAIN, null, null).line()
                : till.counter().cart().lines().get(0);
        var presenter = new LinePresenter(desk, line, till.people().users(), cart -> now = cart);
        desk.inFront = presenter;
        presenter.open(this);
        closed = false;
        now = null;
    }

    @AfterEach
    void end() {
        desk.close();
    }

    private CounterAnswers.Line line() {
        return till.counter().cart().lines().get(0);
    }

    @Test
    void quantity_discount_note_and_seller_are_changed_together() {
        fields.put(Field.QUANTITY, "3");
        fields.put(Field.DISCOUNT, "5%");
        fields.put(Field.NOTE, "ripe");
        desk.press(FunctionKey.F6);
        assertThat(seller).isNotEqualTo(Language.ENGLISH.text("sellerCashier"));
        desk.press(FunctionKey.ENTER);

        assertThat(problem).isEmpty();
        assertThat(closed).isTrue();
        assertThat(line().qty().toString()).isEqualTo("3");
        assertThat(line().note()).isEqualTo("ripe");
        assertThat(line().discount().isPositive()).isTrue();
        assertThat(line().seller())
                .isEqualTo(till.people().users().get(0).userId().value());
        assertThat(now.lines().get(0)).isEqualTo(line());
    }

    @Test
    void nothing_changed_asks_the_till_for_nothing() {
        CounterAnswers.Line before = line();
        desk.press(FunctionKey.ENTER);
        assertThat(closed).isTrue();
        assertThat(now).isNull();
        assertThat(line()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_price_needs_its_reason_and_a_managers_word(Language language) {
        desk.language = language;
        begin();
        fields.put(Field.PRICE, "1.00");
        desk.press(FunctionKey.ENTER);
        assertThat(wrong).isEqualTo(Field.REASON);
        assertThat(problem).isEqualTo(language.text("reasonFirst"));

        fields.put(Field.REASON, "broken");
        desk.press(FunctionKey.ENTER);
        assertThat(desk.asked).containsExactly("approval");
        assertThat(closed).as("refused, it stays open").isFalse();
        assertThat(line().byHand()).isFalse();

        desk.managersPin = "9999";
        desk.press(FunctionKey.ENTER);
        assertThat(closed).isTrue();
        assertThat(line().price().toString()).isEqualTo("1.00");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void what_is_no_number_stands_under_its_field_and_changes_nothing(Language language) {
        desk.language = language;
        begin();
        for (Field field : new Field[] {Field.QUANTITY, Field.PRICE, Field.DISCOUNT}) {
            begin();
            fields.put(field, "6289999222460");
            desk.press(FunctionKey.ENTER);
            assertThat(wrong).isEqualTo(field);
            assertThat(problem).contains(language == Language.ARABIC ? "باركود" : "barcode");
            assertThat(closed).isFalse();
        }
        fields.put(Field.DISCOUNT, "101%");
        desk.press(FunctionKey.ENTER);
        assertThat(wrong).isEqualTo(Field.DISCOUNT);
        assertThat(line().qty().toString()).isEqualTo("1");
    }

    @Override
    public void fill(Field field, String text) {
        fields.put(field, text);
    }

    @Override
    public String typed(Field field) {
        return fields.getOrDefault(field, "");
    }

    @Override
    public void seller(String name) {
        seller = name;
    }

    @Override
    public void problem(String words, Field field) {
        problem = words;
        wrong = field;
    }

    @Override
    public void close() {
        closed = true;
    }
}
