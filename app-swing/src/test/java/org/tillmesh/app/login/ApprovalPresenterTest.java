package org.tillmesh.app.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Refusal;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Language;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.Money;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.shop.TillException;

/** What a cashier may not do alone is approved where it was refused; a wrong PIN leaves it open. */
class ApprovalPresenterTest implements ApprovalView {
    @TempDir
    Path dir;

    private final List<String> refusals = new ArrayList<>();
    private Till till;
    private RecordingDesk desk;
    private ApprovalPresenter<CounterAnswers.Cart> approval;
    private CounterAnswers.Cart done;
    private String what = "";
    private String who = "";
    private String pin = "";
    private String problem = "";
    private boolean closed;

    @BeforeEach
    void open() {
        till = Shops.selling(dir.resolve("till"));
        desk = new RecordingDesk(till);
        till.counter().scan(DemoBarcodes.PLAIN, null, null);
    }

    @AfterEach
    void close_desk() {
        desk.close();
    }

    private void ask() {
        try {
            discount(null);
            throw new AssertionError("A cashier may give half away");
        } catch (TillException refused) {
            approval = new ApprovalPresenter<>(
                    desk,
                    Refusal.inWords(desk.reader(), refused),
                    this::discount,
                    cart -> done = cart,
                    why -> refusals.add(why.code().name()));
        }
        desk.inFront = approval;
        approval.open(this);
    }

    private CounterAnswers.Cart discount(String approve) {
        return till.counter().price(1, Money.sar(1), "broken", approve);
    }

    private void enter(String typed) {
        pin = typed;
        desk.press(FunctionKey.ENTER);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_wrong_pin_keeps_it_open_and_says_how_many_tries_are_left_a_right_one_goes_on(Language language) {
        desk.language = language;
        ask();
        assertThat(what).isNotEmpty();
        assertThat(who).contains(language == Language.ARABIC ? "بطلب من" : "Asked for by");

        enter("0000");
        assertThat(problem).contains("4");
        assertThat(closed).isFalse();
        assertThat(done).isNull();

        enter("9999");
        assertThat(closed).isTrue();
        assertThat(done.lines().get(0).price()).isEqualTo(Money.sar(1));
        assertThat(refusals).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void without_a_pin_nothing_is_tried_and_esc_refuses_once(Language language) {
        desk.language = language;
        ask();

        enter("");
        assertThat(problem).isEqualTo(language.text("approvalHint"));
        desk.press(FunctionKey.ESCAPE);
        desk.press(FunctionKey.ESCAPE);

        assertThat(refusals).containsExactly("FORBIDDEN");
        assertThat(till.counter().cart().lines().get(0).byHand()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_second_enter_while_the_till_works_is_no_second_try(Language language) {
        desk.language = language;
        ask();
        desk.hold();
        enter("0000");
        enter("0000");
        desk.letGo();

        assertThat(problem).as("one try is gone").contains("4");
    }

    @Override
    public void asked(String wanted, String why, String asks) {
        what = wanted;
        who = asks;
    }

    @Override
    public String pin() {
        return pin;
    }

    @Override
    public void problem(String words) {
        problem = words;
    }

    @Override
    public void busy(boolean now) {}

    @Override
    public void close() {
        closed = true;
    }
}
