package org.tillmesh.app.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
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
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.Till;
import org.tillmesh.till.people.PeopleAnswers;
import org.tillmesh.till.shop.TillOptions;
import org.tillmesh.till.shop.Topic;

/** A PIN opens the till for whom it was meant, however early it is typed. */
class LoginPresenterTest implements LoginView {
    @TempDir
    Path dir;

    private RecordingDesk desk;
    private LoginPresenter login;
    private List<PeopleAnswers.Session> users = List.of();
    private PeopleAnswers.@Nullable Session chosen;
    private String pin = "";
    private String problem = "";

    @BeforeEach
    void begin() {
        desk = new RecordingDesk(Shops.till(dir.resolve("till"), "T01"));
        login = new LoginPresenter(desk, this);
        desk.inFront = login;
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void a_pin_that_is_typed_before_the_users_are_known_waits_for_them() {
        desk.hold();
        login.shown();
        pin = "1111";
        desk.press(FunctionKey.ENTER);
        assertThat(problem).isEqualTo(Language.ENGLISH.text("working"));
        desk.letGo();
        assertThat(desk.till().people().session()).isNotNull();
        assertThat(desk.shown).containsExactly(Desk.Place.SALE);
        assertThat(pin).isEmpty();
    }

    @Test
    void without_users_a_pin_is_answered_too() {
        desk.close();
        desk = new RecordingDesk(Till.open(new TillOptions(dir.resolve("new"), false, null, null, null, List.of(), 0)));
        login = new LoginPresenter(desk, this);
        desk.inFront = login;
        login.shown();
        pin = "1111";
        desk.press(FunctionKey.ENTER);
        assertThat(problem).isEqualTo(Language.ENGLISH.text("noUsers"));
    }

    @Test
    void a_wrong_pin_is_said_and_gone_and_an_empty_one_asked_for() {
        login.shown();
        desk.press(FunctionKey.ENTER);
        assertThat(problem).isEqualTo(Language.ENGLISH.text("pinFirst"));
        pin = "4711";
        desk.press(FunctionKey.ENTER);
        assertThat(problem).isNotBlank();
        assertThat(pin).isEmpty();
        assertThat(desk.till().people().session()).isNull();
    }

    @Test
    void who_is_chosen_behind_the_lock_stays_chosen_whatever_changes_meanwhile() {
        desk.till().people().login(new UserId("cashier"), "1111");
        login.shown();
        assertThat(chosen.userId()).as("who has locked it").isEqualTo(new UserId("cashier"));
        login.choose(users.stream()
                .filter(user -> user.userId().value().equals("manager"))
                .findFirst()
                .orElseThrow());
        pin = "99";
        login.changed(Topic.STATUS);
        assertThat(chosen.userId()).isEqualTo(new UserId("manager"));
        assertThat(pin).isEqualTo("99");
    }

    @Test
    void arrows_choose_a_user_and_what_was_typed_for_another_goes() {
        login.shown();
        pin = "11";
        desk.press(FunctionKey.ONWARD);
        assertThat(chosen).isEqualTo(users.get(1));
        assertThat(pin).isEmpty();
        desk.press(FunctionKey.BACK);
        desk.press(FunctionKey.BACK);
        assertThat(chosen).isEqualTo(users.get(0));
    }

    @Override
    public void users(
            List<PeopleAnswers.Session> now, PeopleAnswers.@Nullable Session who, boolean locked, boolean loading) {
        users = now;
        chosen = who;
    }

    @Override
    public String pin() {
        return pin;
    }

    @Override
    public void clearPin() {
        pin = "";
    }

    @Override
    public void focusPin() {}

    @Override
    public void problem(String words) {
        problem = words;
    }

    @Override
    public void offerNewPin(NewPinPresenter offered) {}
}
