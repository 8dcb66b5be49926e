package org.tillmesh.app.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.page.RecordingPage;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.counter.CounterAnswers;

class CustomersPresenterTest {
    private static final String PHONE = "0551234567";

    @TempDir
    Path dir;

    private RecordingDesk desk;
    private final RecordingPage page = new RecordingPage();

    @BeforeEach
    void begin() {
        desk = new RecordingDesk(Shops.selling(dir.resolve("till")));
        var customers = new CustomersPresenter(desk, page);
        page.presenter = customers;
        desk.inFront = customers;
        customers.shown();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private CounterAnswers.Customer added() {
        page.type(PHONE);
        desk.press(FunctionKey.F2);
        page.fill("name", "Umm Fahad", "tags", "staff, family");
        return desk.till().counter().findCustomers(PHONE).get(0);
    }

    @Test
    void somebody_new_is_a_phone_and_a_name_and_stands_chosen() {
        CounterAnswers.Customer made = added();
        assertThat(made.tags()).containsExactly("family", "staff");
        assertThat(page.form).isNull();
        assertThat(page.chosen).isEqualTo(made.id().value());
        assertThat(page.told()).contains(PHONE, "family · staff");
        desk.press(FunctionKey.ENTER);
        assertThat(desk.till().counter().cart().customer().id()).isEqualTo(made.id());
        assertThat(desk.shown).containsExactly(Desk.Place.SALE);
    }

    @Test
    void who_is_there_already_is_named_and_saved_all_the_same_when_somebody_says_so() {
        added();
        desk.press(FunctionKey.F2);
        page.fill("phone", PHONE, "name", "Another");
        assertThat(page.problem).contains("Umm Fahad");
        page.fill("phone", PHONE, "name", "Another", "anyway", "yes");
        assertThat(page.form).isNull();
        assertThat(desk.till().counter().findCustomers(PHONE)).hasSize(2);
    }

    @Test
    void an_edit_writes_what_was_changed_alone() {
        CounterAnswers.Customer made = added();
        desk.press(FunctionKey.F3);
        page.fill("vatNumber", "12");
        assertThat(page.problem).isNotBlank();
        page.fill("vatNumber", "399999999900003", "city", "Riyadh");
        CounterAnswers.Customer now = desk.till().counter().customer(made.id());
        assertThat(now.vatNumber()).isEqualTo("399999999900003");
        assertThat(now.name()).isEqualTo("Umm Fahad");
        assertThat(now.conflicts()).isEqualTo(Map.of());
    }

    @Test
    void what_is_owed_is_told_and_paid() {
        CounterAnswers.Customer made = added();
        desk.till().counter().scan(DemoBarcodes.PLAIN, null, null);
        desk.till().counter().attachCustomer(made.id());
        Money total = desk.till().counter().cart().total();
        desk.till().counter().tender(TenderKind.ACCOUNT, total, null, "9999");
        desk.till().counter().complete(null);
        page.presenter.shown();
        page.type(PHONE);
        assertThat(page.rows.get(0).amount()).contains(total.toString());
        assertThat(page.told()).contains("Statement", "Bought");
        desk.press(FunctionKey.F5);
        page.fill("amount", "0");
        assertThat(page.problem).isNotBlank();
        page.fill("amount", total.toString());
        assertThat(page.form).isNull();
        assertThat(desk.till().counter().customer(made.id()).balance()).isEqualTo(Money.ZERO);
    }

    @Test
    void two_who_are_one_become_one_with_a_managers_word() {
        desk.managersPin = "9999";
        CounterAnswers.Customer made = added();
        desk.press(FunctionKey.F7);
        page.type("");
        desk.press(FunctionKey.F2);
        page.fill("phone", "0559999999", "name", "Umm Fahd");
        CounterAnswers.Customer other =
                desk.till().counter().findCustomers("0559999999").get(0);
        page.type("Umm");
        page.presenter.choose(made.id().value());
        desk.press(FunctionKey.F7);
        page.presenter.choose(other.id().value());
        desk.press(FunctionKey.F7);
        desk.yes();
        assertThat(desk.till().counter().findCustomers("Umm")).hasSize(1);
        assertThat(desk.till().counter().customer(made.id()).phones()).isEqualTo(List.of(PHONE, "0559999999"));
    }
}
