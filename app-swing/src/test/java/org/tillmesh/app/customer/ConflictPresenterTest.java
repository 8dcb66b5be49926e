package org.tillmesh.app.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.counter.NewCustomer;

/** Which value counts is said field by field; a value that can't be taken says why and stays to be settled. */
class ConflictPresenterTest implements ConflictView {
    @TempDir
    Path dir;

    private Till till;
    private RecordingDesk desk;
    private CounterAnswers.Customer customer;
    private String field = "";
    private List<String> values = List.of();
    private int selected;
    private String note = "";
    private boolean closed;
    private boolean settled;

    @BeforeEach
    void begin() {
        till = Shops.selling(dir.resolve("till"));
        desk = new RecordingDesk(till);
        customer = till.counter().newCustomer(new NewCustomer("Maha", null, null, null, List.of()), null);
    }

    @AfterEach
    void end() {
        desk.close();
    }

    /** As if another till had written these fields at the same time. */
    private void open(Map<String, List<String>> conflicts) {
        var seen = new CounterAnswers.Customer(
                customer.id(),
                customer.name(),
                customer.phones(),
                customer.vatNumber(),
                customer.address(),
                customer.nationalAddress(),
                customer.tags(),
                customer.balance(),
                new TreeMap<>(conflicts));
        var presenter = new ConflictPresenter(desk, seen, () -> settled = true);
        desk.inFront = presenter;
        presenter.open(this);
    }

    @Test
    void the_chosen_value_is_written_and_the_panel_closes_after_the_last() {
        open(Map.of("name", List.of("Maha", "Maha Harbi")));
        assertThat(values).containsExactly("Maha", "Maha Harbi");
        assertThat(field).isEqualTo("Name");
        desk.press(FunctionKey.DOWN);
        desk.press(FunctionKey.DOWN);
        assertThat(selected).isEqualTo(1);
        desk.press(FunctionKey.ENTER);
        assertThat(till.counter().customer(customer.id()).name()).isEqualTo("Maha Harbi");
        assertThat(closed).isTrue();
        assertThat(settled).isTrue();
    }

    @Test
    void a_value_that_is_wrong_says_why_and_another_can_be_taken() {
        open(Map.of("vatNumber", List.of("12", "399999999900003")));
        desk.press(FunctionKey.ENTER);
        assertThat(note).contains("12");
        assertThat(closed).isFalse();
        desk.press(FunctionKey.DOWN);
        desk.press(FunctionKey.ENTER);
        assertThat(till.counter().customer(customer.id()).vatNumber()).isEqualTo("399999999900003");
        assertThat(closed).isTrue();
    }

    @Test
    void two_presses_write_once() {
        open(Map.of("note", List.of("a", "b")));
        desk.hold();
        desk.press(FunctionKey.ENTER);
        desk.press(FunctionKey.ENTER);
        desk.letGo();
        assertThat(closed).isTrue();
        assertThat(desk.said).isEmpty();
    }

    @Override
    public void values(String name, List<String> now) {
        field = name;
        values = now;
    }

    @Override
    public int selected() {
        return selected;
    }

    @Override
    public void select(int index) {
        selected = index;
    }

    @Override
    public void note(String words) {
        note = words;
    }

    @Override
    public void close() {
        closed = true;
    }
}
