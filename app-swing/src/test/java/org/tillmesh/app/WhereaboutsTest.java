package org.tillmesh.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tillmesh.app.Whereabouts.Entry;
import org.tillmesh.app.frame.Desk.Place;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.people.PeopleAnswers;

class WhereaboutsTest {
    private static final PeopleAnswers.Session SARA =
            new PeopleAnswers.Session(new UserId("sara"), "Sara", "سارة", "cashier", "Cashier", "كاشير", false);
    private static final PeopleAnswers.Session MONA =
            new PeopleAnswers.Session(new UserId("mona"), "Mona", "منى", "manager", "Manager", "مدير", false);

    private final Whereabouts at = new Whereabouts(true);

    @Test
    void nothing_but_login_is_reached_without_a_session() {
        for (Place place : Place.values()) {
            assertThat(at.go(place)).as("%s", place).isFalse();
            assertThat(at.place()).isEqualTo(Place.LOGIN);
        }
        assertThat(at.lock()).as("there is nothing to lock").isFalse();
    }

    @Test
    void a_locked_window_goes_nowhere_and_gives_its_place_back_to_the_same_user() {
        at.enter(MONA, true);
        at.go(Place.INVOICES);

        assertThat(at.lock()).isTrue();

        assertThat(at.place()).isEqualTo(Place.LOGIN);
        assertThat(at.isIn()).isFalse();
        assertThat(at.session()).isEqualTo(MONA);
        assertThat(at.go(Place.SYNC)).isFalse();
        assertThat(at.place()).isEqualTo(Place.LOGIN);
        at.go(Place.INVOICES);
        assertThat(at.enter(MONA, true)).isEqualTo(Entry.AS_LEFT);
        assertThat(at.place()).isEqualTo(Place.INVOICES);
    }

    @Test
    void another_user_takes_over_and_begins_at_the_sale() {
        at.enter(MONA, true);
        at.go(Place.SYNC);
        at.lock();

        assertThat(at.enter(SARA, true)).isEqualTo(Entry.TAKEN_OVER);

        assertThat(at.place()).isEqualTo(Place.SALE);
        assertThat(at.session()).isEqualTo(SARA);
    }

    @Test
    void without_a_shift_the_sale_is_the_shift_screen() {
        assertThat(at.enter(SARA, false)).isEqualTo(Entry.FRESH);
        assertThat(at.place()).isEqualTo(Place.SHIFT);
        at.go(Place.SYNC);
        at.go(Place.SALE);
        assertThat(at.place()).isEqualTo(Place.SHIFT);
        at.shift(true);
        at.go(Place.SALE);
        assertThat(at.place()).isEqualTo(Place.SALE);
    }

    @Test
    void after_logging_out_nobody_is_there() {
        at.enter(SARA, true);
        at.leave();
        assertThat(at.session()).isNull();
        assertThat(at.place()).isEqualTo(Place.LOGIN);
        assertThat(at.go(Place.SALE)).isFalse();
    }

    @Test
    void an_unactivated_till_shows_its_activation_alone() {
        var fresh = new Whereabouts(false);
        assertThat(fresh.go(Place.SALE)).isFalse();
        assertThat(fresh.place()).isEqualTo(Place.ACTIVATION);
        fresh.activated();
        assertThat(fresh.place()).isEqualTo(Place.LOGIN);
    }

    @Test
    void in_any_order_of_steps_a_place_is_shown_only_to_somebody_who_is_in() {
        for (int seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var here = new Whereabouts(random.nextBoolean());
            var steps = new ArrayList<String>();
            for (int i = 0; i < 30; i++) {
                steps.add(step(here, random));
                boolean open = List.of(Place.LOGIN, Place.ACTIVATION).contains(here.place());
                assertThat(here.isIn()).as("seed %s: %s", seed, steps).isEqualTo(!open);
                assertThat(here.isLocked() && here.session() == null).isFalse();
            }
        }
    }

    private static String step(Whereabouts here, Random random) {
        switch (random.nextInt(6)) {
            case 0 -> {
                Place place = Place.values()[random.nextInt(Place.values().length)];
                here.go(place);
                return "go " + place;
            }
            case 1 -> {
                here.lock();
                return "lock";
            }
            case 2 -> {
                if (here.place() == Place.LOGIN) { // where a PIN is typed
                    here.enter(random.nextBoolean() ? SARA : MONA, random.nextBoolean());
                }
                return "PIN";
            }
            case 3 -> {
                if (here.isIn()) { // where the command stands
                    here.leave();
                }
                return "log out";
            }
            case 4 -> {
                here.activated();
                return "activated";
            }
            default -> {
                here.shift(random.nextBoolean());
                return "shift";
            }
        }
    }
}
