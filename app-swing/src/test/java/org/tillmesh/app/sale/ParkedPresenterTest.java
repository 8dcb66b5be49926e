package org.tillmesh.app.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Language;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.shop.Topic;

/** A parked cart is taken up once, and none that nobody saw. */
class ParkedPresenterTest implements ParkedView {
    @TempDir
    Path dir;

    private RecordingDesk desk;
    private ParkedPresenter parked;
    private List<CounterAnswers.ParkedCart> carts = List.of();
    private int selected;

    private void begin(Till till) {
        desk = new RecordingDesk(till);
        parked = new ParkedPresenter(desk, this);
        desk.inFront = parked;
        parked.shown();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static void park(Till till, String name) {
        till.counter().scan(DemoBarcodes.PLAIN, null, null);
        till.counter().park(name);
    }

    @Test
    void the_selected_cart_stays_selected_while_another_comes() {
        Till till = Shops.selling(dir.resolve("till"));
        park(till, "one");
        park(till, "two");
        begin(till);
        desk.press(FunctionKey.DOWN);
        String chosen = carts.get(selected).id();
        park(till, "three");
        parked.changed(Topic.PARKED);
        assertThat(carts).hasSize(3);
        assertThat(carts.get(selected).id()).isEqualTo(chosen);
        desk.press(FunctionKey.ENTER);
        assertThat(till.counter().cart().id()).isEqualTo(chosen);
        assertThat(desk.shown).containsExactly(Desk.Place.SALE);
    }

    @Test
    void enter_before_the_carts_are_there_waits_for_those_of_now() {
        Till till = Shops.selling(dir.resolve("till"));
        park(till, "one");
        begin(till);
        String old = carts.get(0).id();
        till.counter().recall(old, false);
        till.counter().clear(null);
        park(till, "two");
        desk.hold();
        parked.shown();
        desk.press(FunctionKey.ENTER);
        desk.letGo();
        assertThat(till.counter().cart().lines()).hasSize(1);
        assertThat(till.counter().parked()).isEmpty();
    }

    @Test
    void enter_without_a_cart_says_so() {
        begin(Shops.selling(dir.resolve("till")));
        desk.press(FunctionKey.ENTER);
        assertThat(desk.lastSaid()).isEqualTo(Language.ENGLISH.text("noParked"));
    }

    @Test
    void a_cart_whose_till_is_away_is_taken_only_by_who_was_told_that_it_may_be_open_there() throws Exception {
        Till till;
        try (Till other = Shops.till(dir.resolve("away"), "T02")) {
            other.people().login(new UserId("cashier"), "1111");
            park(other, "Milk");
            till = Shops.till(
                    dir.resolve("till"), "T01", "127.0.0.1:" + other.ready().port());
            till.people().login(new UserId("cashier"), "1111");
            for (int waits = 0; till.counter().parked().isEmpty() && waits < 400; waits++) {
                Thread.sleep(50);
            }
        }
        begin(till);
        assertThat(carts).hasSize(1);
        desk.press(FunctionKey.ENTER);
        assertThat(desk.asked).singleElement().asString().contains("T02", "Milk");
        assertThat(till.counter().cart().lines()).isEmpty();
        desk.yes();
        assertThat(till.counter().cart().lines()).hasSize(1);
    }

    @Override
    public void carts(List<CounterAnswers.ParkedCart> now, int at, boolean loading) {
        carts = now;
        selected = at;
    }
}
