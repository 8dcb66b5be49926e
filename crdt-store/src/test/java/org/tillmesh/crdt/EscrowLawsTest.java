package org.tillmesh.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Ledger and BoundedCounter: laws of their joins, and escrow that is never spent twice without a fork. */
class EscrowLawsTest {
    private static final Origin OFFICE = Origin.of(0, 1);

    private static Ledger ledger(Random random) {
        Ledger ledger = Ledger.EMPTY;
        for (int i = random.nextInt(8); i > 0; i--) {
            ledger = ledger.with("r" + random.nextInt(12), random.nextInt(100) - 50);
        }
        return ledger;
    }

    @Property
    void ledgers_join_in_any_order_and_count_each_record_once(@ForAll long seed) {
        var random = new Random(seed);
        Ledger a = ledger(random);
        Ledger b = ledger(random);
        Ledger c = ledger(random);
        assertThat(a.join(b)).isEqualTo(b.join(a));
        assertThat(a.join(b).join(c)).isEqualTo(a.join(b.join(c)));
        assertThat(a.join(a)).isEqualTo(a);
        Ledger again = a.join(b);
        for (var entry : again.entries().entrySet()) {
            again = again.with(entry.getKey(), entry.getValue());
        }
        assertThat(again.sum()).isEqualTo(a.join(b).sum());
    }

    @Property
    void a_ledgers_and_a_counters_deltas_in_any_order_are_their_states_joined(@ForAll long seed) {
        var random = new Random(seed);
        Ledger a = ledger(random);
        Ledger b = ledger(random);
        var amounts = new ArrayList<>(a.entries().entrySet());
        amounts.addAll(b.entries().entrySet());
        Collections.shuffle(amounts, random);
        Ledger oneByOne = Ledger.EMPTY;
        for (var amount : amounts) {
            oneByOne = oneByOne.with(amount.getKey(), amount.getValue());
        }
        assertThat(oneByOne).isEqualTo(a.join(b));

        var world = new World(seed, 3);
        world.live();
        var entries = new ArrayList<BoundedCounter.Entry>();
        world.states.forEach(state -> entries.addAll(state.entries().values()));
        Collections.shuffle(entries, random);
        BoundedCounter counter = BoundedCounter.EMPTY;
        for (BoundedCounter.Entry entry : entries) {
            counter = counter.with(entry);
        }
        assertThat(counter).isEqualTo(world.all(List.of(0, 1, 2)));
    }

    /** Replicas that spend and hand on what they hold as far as they know, and hear of each other now and then. */
    private static final class World {
        final Random random;
        final List<BoundedCounter> states = new ArrayList<>();
        final List<Origin> origins = new ArrayList<>();
        long granted;
        int serial;

        World(long seed, int count) {
            random = new Random(seed);
            for (int i = 0; i < count; i++) {
                origins.add(i == 0 ? OFFICE : Origin.of(i, 1));
                states.add(BoundedCounter.EMPTY);
            }
        }

        void act(int who) {
            Origin self = origins.get(who);
            BoundedCounter state = states.get(who);
            long amount = 1 + random.nextInt(30);
            String uuid = "u" + serial++;
            if (who == 0 && random.nextInt(3) == 0) {
                granted += amount;
                states.set(who, state.with(new BoundedCounter.Grant(uuid, self, amount)));
            } else if (state.canSpend(self, amount)) {
                Origin to = origins.get(random.nextInt(origins.size()));
                boolean spends = random.nextBoolean() || to.equals(self);
                states.set(
                        who, state.with(spends ? state.spend(uuid, self, amount) : state.move(uuid, self, to, amount)));
            }
        }

        void hear(int who, int other) {
            states.set(who, states.get(who).join(states.get(other)));
        }

        void live() {
            for (int step = 0; step < 80; step++) {
                int who = random.nextInt(states.size());
                if (random.nextInt(3) > 0) {
                    act(who);
                } else {
                    hear(who, random.nextInt(states.size()));
                }
            }
        }

        BoundedCounter all(List<Integer> order) {
            BoundedCounter joined = BoundedCounter.EMPTY;
            for (int i : order) {
                joined = joined.join(states.get(i));
            }
            return joined;
        }
    }

    @Property(tries = 500)
    void rights_are_never_spent_twice_while_every_origin_lives_once(@ForAll long seed) {
        var world = new World(seed, 4);
        world.live();
        BoundedCounter all = world.all(List.of(0, 1, 2, 3));
        assertThat(all.isComplete()).isTrue();
        assertThat(all.overspent()).isEmpty();
        assertThat(all.balance()).isBetween(0L, world.granted);
        long held = 0;
        for (Origin origin : world.origins) {
            assertThat(all.rightsOf(origin)).isNotNegative();
            held += all.rightsOf(origin);
        }
        assertThat(held).as("what all hold is what is left").isEqualTo(all.balance());
        for (BoundedCounter state : world.states) {
            if (state.isComplete()) {
                assertThat(state.balance()).isNotNegative();
            }
        }
    }

    @Property
    void states_join_in_any_order(@ForAll long seed) {
        var world = new World(seed, 4);
        world.live();
        var order = new ArrayList<>(List.of(0, 1, 2, 3, 2, 0));
        Collections.shuffle(order, new Random(seed));
        assertThat(world.all(order)).isEqualTo(world.all(List.of(0, 1, 2, 3)));
    }

    @Property(tries = 500)
    void counters_join_commutatively_associatively_and_idempotently(@ForAll long seed) {
        var world = new World(seed, 3);
        world.live();
        BoundedCounter a = world.states.get(0);
        BoundedCounter b = world.states.get(1);
        BoundedCounter c = world.states.get(2);
        assertThat(a.join(b)).isEqualTo(b.join(a));
        assertThat(a.join(b).join(c)).isEqualTo(a.join(b.join(c)));
        assertThat(a.join(b).join(b)).isEqualTo(a.join(b));
    }

    @Property(tries = 500)
    void rights_spent_by_two_copies_of_a_folder_are_found_when_their_records_meet(@ForAll long seed) {
        var random = new Random(seed);
        var world = new World(seed, 3);
        world.live();
        int who = 1 + random.nextInt(2);
        Origin self = world.origins.get(who);
        BoundedCounter all = world.all(List.of(0, 1, 2));
        long held = all.rightsOf(self);
        if (held < 2) {
            BoundedCounter.Grant grant = new BoundedCounter.Grant("topup", self, 50);
            all = all.with(grant);
            held += 50;
        }
        long first = 1 + random.nextInt((int) held);
        long second = held - first + 1 + random.nextInt((int) first);
        BoundedCounter original = all.with(all.spend("original", self, first));
        BoundedCounter copy = all.with(
                random.nextBoolean()
                        ? all.spend("copy", self, second)
                        : all.move("copy", self, world.origins.get(0), second));
        assertThat(original.overspent()).as("neither copy knows").isEmpty();
        assertThat(copy.overspent()).isEmpty();

        BoundedCounter both = original.join(copy);
        assertThat(both).isEqualTo(copy.join(original));
        assertThat(both.overspent()).containsExactly(self);
        assertThat(both.rightsOf(self)).isEqualTo(held - first - second).isNegative();
        assertThat(both.canSpend(self, 1)).isFalse();
    }

    @Property(tries = 300)
    void whoever_lacks_a_record_that_a_spending_names_spends_nothing_and_accuses_nobody(@ForAll long seed) {
        var world = new World(seed, 3);
        world.live();
        BoundedCounter all = world.all(List.of(0, 1, 2));
        for (String missing : all.entries().keySet()) {
            var left = new TreeMap<>(all.entries());
            left.remove(missing);
            var partial = new BoundedCounter(left);
            if (!partial.isComplete()) {
                assertThat(partial.overspent()).isEmpty();
                world.origins.forEach(
                        origin -> assertThat(partial.canSpend(origin, 1)).isFalse());
            }
        }
    }

    @Example
    void a_copied_folder_that_spends_its_rights_twice_is_found() {
        Origin till = Origin.of(1, 1);
        BoundedCounter office = BoundedCounter.of(new BoundedCounter.Grant("g", OFFICE, 100));
        BoundedCounter given = office.with(office.move("m", OFFICE, till, 60));
        BoundedCounter original = given.with(given.spend("s1", till, 60));
        BoundedCounter copy = given.with(given.spend("s2", till, 50));
        BoundedCounter both = original.join(copy);
        assertThat(both.balance()).isEqualTo(-10);
        assertThat(both.overspent()).containsExactly(till);
    }

    @Example
    void what_is_not_held_or_not_known_can_not_be_spent() {
        Origin till = Origin.of(1, 1);
        Origin other = Origin.of(2, 1);
        BoundedCounter office = BoundedCounter.of(new BoundedCounter.Grant("g", OFFICE, 10));
        assertThatThrownBy(() -> office.spend("s", till, 1)).hasMessageContaining("rights of 0");
        BoundedCounter.Move move = office.move("m", OFFICE, till, 10);
        BoundedCounter alone = BoundedCounter.of(move);
        assertThat(alone.isComplete()).isFalse();
        assertThatThrownBy(() -> alone.move("m2", till, other, 5)).hasMessageContaining("missing");
        assertThatThrownBy(() -> new BoundedCounter.Grant("g", till, 0)).hasMessageContaining("more than 0");
        assertThat(office.with(move).canSpend(till, 10)).isTrue();
        assertThat(office.with(move).canSpend(OFFICE, 1)).isFalse();
    }
}
