package org.tillmesh.app.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.counter.NewCustomer;
import org.tillmesh.till.shop.Topic;

/** The customer whom Enter takes is the one that is seen. */
class CustomerPresenterTest implements CustomerView {
    @TempDir
    Path dir;

    private Till till;
    private RecordingDesk desk;
    private CustomerPresenter presenter;
    private CounterAnswers.@Nullable Cart attached;
    private boolean business;
    private String typed = "";
    private String name = "";
    private boolean naming;
    private List<CounterAnswers.Customer> found = List.of();
    private int selected;
    private String offer = "";
    private String note = "";
    private boolean closed;
    private @Nullable KeyMap keys;
    private @Nullable ConflictPresenter conflict;

    @BeforeEach
    void begin() {
        till = Shops.selling(dir.resolve("till"));
        desk = new RecordingDesk(till);
        presenter = new CustomerPresenter(desk, cart -> attached = cart, () -> business = true);
        desk.inFront = presenter;
        presenter.open(this);
    }

    @AfterEach
    void end() {
        desk.close();
    }

    private CounterAnswers.Customer known(String called, String phone) {
        return till.counter().newCustomer(new NewCustomer(called, phone, null, null, List.of()), null);
    }

    private void type(String text) {
        typed = text;
        presenter.typing();
    }

    @Test
    void enter_takes_the_selected_one() {
        known("Aisha One", "0551110001");
        known("Aisha Two", "0551110002");
        type("aisha");
        assertThat(found).hasSize(2);
        desk.press(FunctionKey.DOWN);
        CustomerId second = found.get(1).id();
        desk.press(FunctionKey.ENTER);
        assertThat(attached.customer().id()).isEqualTo(second);
        assertThat(closed).isTrue();
        desk.press(FunctionKey.F8);
        assertThat(attached.customer()).isNull();
    }

    @Test
    void enter_before_they_are_found_takes_of_what_stands_in_the_field() {
        known("Aisha", "0551110001");
        CounterAnswers.Customer wanted = known("Badr", "0552220002");
        desk.hold();
        type("aisha");
        desk.press(FunctionKey.ENTER);
        type("badr");
        desk.press(FunctionKey.ENTER);
        desk.letGo();
        assertThat(attached.customer().id()).isEqualTo(wanted.id());
    }

    @Test
    void a_new_phone_and_a_name_add_somebody_once() {
        type("٠٥٥٩٩٩٨٨٧٧");
        assertThat(offer).contains("٠٥٥٩٩٩٨٨٧٧");
        desk.press(FunctionKey.ENTER);
        assertThat(naming).isTrue();
        name = "Noura";
        desk.hold();
        desk.press(FunctionKey.ENTER);
        desk.press(FunctionKey.ENTER);
        desk.letGo();
        assertThat(till.counter().findCustomers("0559998877")).hasSize(1);
        assertThat(attached.customer().name()).isEqualTo("Noura");
    }

    @Test
    void who_has_come_to_have_the_phone_meanwhile_is_shown_instead_of_added_twice() {
        type("0559998877");
        desk.press(FunctionKey.ENTER);
        name = "Noura";
        CounterAnswers.Customer other = known("Noura Saleh", "+966 55 999 8877");
        desk.press(FunctionKey.ENTER);
        assertThat(note).contains("Noura Saleh");
        assertThat(found).extracting(CounterAnswers.Customer::id).containsExactly(other.id());
        assertThat(attached).isNull();
        presenter.take(0);
        assertThat(attached.customer().id()).isEqualTo(other.id());
    }

    @Test
    void a_name_of_nobody_is_said_and_takes_nobody() {
        type("xylophone");
        assertThat(note).isEqualTo(Language.ENGLISH.text("noCustomer"));
        desk.press(FunctionKey.ENTER);
        assertThat(attached).isNull();
        desk.press(FunctionKey.F5);
        assertThat(business).isTrue();
    }

    @Test
    void who_is_added_elsewhere_comes_into_the_list_and_the_selection_stays() {
        CounterAnswers.Customer first = known("Zahra", "0551110009");
        type("05511");
        assertThat(found).extracting(CounterAnswers.Customer::id).containsExactly(first.id());
        known("Aisha", "0551110001");
        presenter.changed(Topic.CUSTOMERS);
        assertThat(found).hasSize(2);
        assertThat(found.get(selected).id()).isEqualTo(first.id());
    }

    @Test
    void two_who_are_one_become_one_by_a_managers_word_and_the_first_chosen_stays() {
        CounterAnswers.Customer stays = known("Aisha One", "0551110001");
        CounterAnswers.Customer goes = known("Aisha Two", "0551110002");
        desk.managersPin = "9999";
        assertThat(desk.whyNot(FunctionKey.F4)).isEqualTo(Language.ENGLISH.text("customerFirst"));
        type("aisha");
        select(stays.id());
        desk.press(FunctionKey.F4);
        desk.press(FunctionKey.F4);
        assertThat(desk.asked).as("nobody is merged with himself").isEmpty();
        select(goes.id());
        presenter.take(selected);
        assertThat(attached)
                .as("a touch chooses while it is asked who is the same")
                .isNull();
        desk.press(FunctionKey.F4);
        assertThat(desk.asked.get(0)).contains("Aisha One", "Aisha Two");
        desk.yes();
        assertThat(found).extracting(CounterAnswers.Customer::id).containsExactly(stays.id());
        assertThat(found.get(0).phones()).containsExactly("0551110001", "0551110002");
        desk.press(FunctionKey.ENTER);
        assertThat(attached.customer().id()).isEqualTo(stays.id());
    }

    @Test
    void who_a_customer_is_is_forgotten_by_a_managers_word_alone() {
        CounterAnswers.Customer known = known("Aisha One", "0551110001");
        type("aisha");
        desk.press(FunctionKey.F6);
        desk.yes();
        assertThat(till.counter().customer(known.id()).name()).isEqualTo("Aisha One");
        assertThat(note).isNotEmpty();
        desk.managersPin = "9999";
        desk.press(FunctionKey.F6);
        desk.yes();
        assertThat(found).isEmpty();
        assertThat(till.counter().customer(known.id()).phones()).isEmpty();
    }

    private void select(CustomerId wanted) {
        for (int i = 0; i < found.size(); i++) {
            desk.press(FunctionKey.UP);
        }
        while (!found.get(selected).id().equals(wanted)) {
            desk.press(FunctionKey.DOWN);
        }
    }

    @Override
    public String typed() {
        return typed;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isNaming() {
        return naming;
    }

    @Override
    public void found(List<CounterAnswers.Customer> now, int at) {
        found = now;
        selected = at;
    }

    @Override
    public void offer(String words) {
        offer = words;
    }

    @Override
    public void note(String words) {
        note = words;
    }

    @Override
    public void focusName() {
        naming = true;
    }

    @Override
    public void keys(KeyMap now) {
        keys = now;
    }

    @Override
    public void settle(ConflictPresenter asked) {
        conflict = asked;
    }

    @Override
    public void close() {
        closed = true;
    }
}
