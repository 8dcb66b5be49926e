package org.tillmesh.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * The laws of Register, OrSet and OrMap, each on histories that its own delta-makers wrote, against the definition: a value
 * stands if nobody who saw it replaced it. Nothing here knows how a DotStore does that.
 */
class CausalLawsTest {
    private static final DocRef DOC = History.DOC;

    /** A type under test: how it is read from a document, and how somebody edits it. */
    private record Kind<T extends Causal<T>>(
            String name, Function<DotStore, T> in, BiFunction<T, Random, History.Edit> edit) {
        History history(long seed, int replicas, int steps) {
            return new History(seed, replicas, steps, (state, random) -> edit.apply(in.apply(state), random));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Kind<Register> REGISTER = new Kind<>(
            "Register",
            state -> Register.at(state, "name"),
            (register, random) -> new History.Edit(
                    register.path(),
                    random.nextInt(6) == 0
                            ? register.clear(DOC)
                            : Optional.of(register.write(DOC, Value.of(random.nextInt(6))))));

    private static final Kind<OrSet> SET =
            new Kind<>("OrSet", state -> OrSet.at(state, "tags"), CausalLawsTest::editSet);

    private static final Kind<OrMap> MAP =
            new Kind<>("OrMap", state -> OrMap.at(state, "addresses"), CausalLawsTest::editMap);

    private static final Kind<OrMap> DOCUMENT =
            new Kind<>("a whole document", OrMap::at, (document, random) -> switch (random.nextInt(3)) {
                case 0 -> REGISTER.edit().apply(document.register("name"), random);
                case 1 -> editSet(document.set("tags"), random);
                default -> editMap(document.map("addresses"), random);
            });

    private static History.Edit editSet(OrSet set, Random random) {
        String element = String.valueOf((char) ('a' + random.nextInt(4)));
        return new History.Edit(
                Causal.below(set.path(), element),
                random.nextInt(3) == 0 ? set.remove(DOC, element) : Optional.of(set.add(DOC, element)));
    }

    /** Registers, a set and a map inside the map, and whole entries that go. */
    private static History.Edit editMap(OrMap map, Random random) {
        String key = random.nextBoolean() ? "main" : "other";
        switch (random.nextInt(6)) {
            case 0:
                return new History.Edit(Causal.below(map.path(), key), map.remove(DOC, key));
            case 1:
                return editSet(map.set(key, "labels"), random);
            case 2:
                Register deep = map.map(key).map("geo").register(random.nextBoolean() ? "x" : "y");
                return new History.Edit(deep.path(), Optional.of(deep.write(DOC, Value.of(random.nextInt(9)))));
            default:
                Register text = map.register(key, random.nextBoolean() ? "text" : "city");
                return new History.Edit(text.path(), Optional.of(text.write(DOC, Value.of(random.nextInt(9)))));
        }
    }

    @Provide
    Arbitrary<Kind<?>> kinds() {
        return Arbitraries.of(REGISTER, SET, MAP, DOCUMENT);
    }

    @Property(tries = 600)
    void whatever_the_order_of_arrival_what_nobody_replaced_stands(
            @ForAll("kinds") Kind<?> kind,
            @ForAll long seed,
            @ForAll long order,
            @ForAll @IntRange(min = 2, max = 4) int n) {
        History history = kind.history(seed, n, 40);
        History.Replica reader = history.readAnew(order);

        var standing = new TreeMap<List<String>, TreeSet<Dot>>(DotStore.PATH_ORDER);
        for (History.Op op : history.all()) {
            if (op.delta() instanceof Delta.Put put && history.stands(op)) {
                standing.computeIfAbsent(put.path(), p -> new TreeSet<>()).add(op.dot());
            }
        }
        assertThat(reader.state.paths()).containsExactlyElementsOf(standing.keySet());
        standing.forEach((path, dots) ->
                assertThat(reader.state.dots(path)).as("dots at %s", path).containsExactlyElementsOf(dots));
        assertThat(reader.state.hasPending()).isFalse();
        assertThat(history.readAnew(~order).state).isEqualTo(reader.state);
    }

    @Property(tries = 400)
    void at_any_moment_two_that_hold_the_same_streams_show_the_same_and_wait_for_the_same(
            @ForAll("kinds") Kind<?> kind,
            @ForAll long seed,
            @ForAll long order,
            @ForAll @IntRange(max = 30) int some) {
        History history = kind.history(seed, 3, 40);
        History.Replica half = history.readSome(order, some);
        var other = new History.Replica(9, 10);
        List<History.Op> ops = new ArrayList<>(history.all());
        ops.removeIf(op -> !half.held.contains(op.dot()));
        ops.sort((a, b) -> Long.compare(a.dot().seq(), b.dot().seq())); // streams in order, side by side
        ops.forEach(other::take);
        assertThat(other.state).isEqualTo(half.state);
        assertThat(other.state.pending()).isEqualTo(half.state.pending());
    }

    @Property(tries = 600)
    void joins_are_commutative_associative_and_idempotent(@ForAll("kinds") Kind<?> kind, @ForAll long seed) {
        checkJoins(kind, seed);
    }

    private static <T extends Causal<T>> void checkJoins(Kind<T> kind, long seed) {
        List<History.Replica> three = kind.history(seed, 3, 40).replicas;
        T a = kind.in().apply(three.get(0).state);
        T b = kind.in().apply(three.get(1).state);
        T c = kind.in().apply(three.get(2).state);
        Set<Dot> seenA = three.get(0).held;
        Set<Dot> seenB = three.get(1).held;
        Set<Dot> seenC = three.get(2).held;
        T ab = a.join(seenA::contains, b, seenB::contains);
        T bc = b.join(seenB::contains, c, seenC::contains);
        assertThat(b.join(seenB::contains, a, seenA::contains)).isEqualTo(ab);
        assertThat(a.join(seenA::contains, a, seenA::contains)).isEqualTo(a);
        assertThat(ab.join(both(seenA, seenB)::contains, b, seenB::contains)).isEqualTo(ab);
        assertThat(ab.join(both(seenA, seenB)::contains, c, seenC::contains))
                .isEqualTo(a.join(seenA::contains, bc, both(seenB, seenC)::contains));
    }

    private static Set<Dot> both(Set<Dot> one, Set<Dot> other) {
        var all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }

    @Property(tries = 600)
    void taking_each_others_deltas_is_the_same_as_joining_states(
            @ForAll("kinds") Kind<?> kind, @ForAll long seed, @ForAll long order) {
        checkDeltas(kind, seed, order);
    }

    private static <T extends Causal<T>> void checkDeltas(Kind<T> kind, long seed, long order) {
        History history = kind.history(seed, 3, 40);
        var seen = new HashSet<Dot>();
        T joined = kind.in().apply(DotStore.EMPTY);
        for (History.Replica replica : history.replicas) {
            Set<Dot> before = Set.copyOf(seen);
            joined = joined.join(before::contains, kind.in().apply(replica.state), replica.held::contains);
            seen.addAll(replica.held);
        }
        assertThat(joined).isEqualTo(kind.in().apply(history.readAnew(order).state));

        var held = new HashSet<Dot>();
        T taken = kind.in().apply(DotStore.EMPTY);
        for (History.Op op : history.all()) { // one whole stream after the other
            held.add(op.dot());
            taken = taken.apply(op.delta(), op.dot(), op.hlc(), held::contains);
        }
        assertThat(kind.in().apply(taken.in().settle(held::contains))).isEqualTo(joined);
    }

    @Property(tries = 600)
    void a_base_and_a_replay_of_what_it_does_not_cover_are_the_state(
            @ForAll("kinds") Kind<?> kind,
            @ForAll long seed,
            @ForAll long order,
            @ForAll @IntRange(max = 30) int covered) {
        History history = kind.history(seed, 3, 40);
        History.Replica base = history.readSome(order, covered);
        assertThat(history.replayOn(base, seed).state).isEqualTo(history.readAnew(order).state);
    }

    @Property(tries = 400)
    void a_delta_names_exactly_the_dots_that_its_maker_sees_there(@ForAll("kinds") Kind<?> kind, @ForAll long seed) {
        History history = kind.history(seed, 3, 40);
        for (History.Op op : history.all()) {
            List<Dot> replaces =
                    op.delta() instanceof Delta.Put put ? put.replaces() : ((Delta.Cut) op.delta()).replaces();
            assertThat(replaces).containsExactlyElementsOf(history.seenStanding(op));
            if (op.delta() instanceof Delta.Cut) {
                assertThat(replaces).as("a removal of nothing is no delta").isNotEmpty();
            }
        }
    }

    // ---- what each promises, in the small

    @Example
    void the_loser_of_concurrent_writes_stays_readable_until_somebody_writes() {
        var one = new Dot(Origin.of(1, 1), 1, 0, 0);
        var two = new Dot(Origin.of(2, 1), 1, 0, 0);
        Register empty = Register.at(DotStore.EMPTY, "name");
        Register both = empty.apply(empty.write(DOC, Value.of("Sarah")), one, Hlc.of(5, 0), dot -> true)
                .apply(empty.write(DOC, Value.of("Sara A.")), two, Hlc.of(4, 0), dot -> true);

        assertThat(both.value()).contains(Value.of("Sarah"));
        assertThat(both.values()).containsExactly(Value.of("Sarah"), Value.of("Sara A."));
        assertThat(both.isInConflict()).isTrue();

        Delta.Put decided = both.write(DOC, Value.of("Sarah A."));
        assertThat(decided.replaces()).containsExactly(one, two);
        Register after = both.apply(decided, new Dot(Origin.of(2, 1), 2, 0, 0), Hlc.of(1, 0), dot -> true);
        assertThat(after.values()).as("whatever the clock says").containsExactly(Value.of("Sarah A."));
        assertThat(after.isInConflict()).isFalse();
    }

    @Example
    void an_addition_that_a_removal_did_not_see_wins() {
        var added = new Dot(Origin.of(1, 1), 1, 0, 0);
        var again = new Dot(Origin.of(2, 1), 1, 0, 0);
        var removed = new Dot(Origin.of(1, 1), 2, 0, 0);
        OrSet empty = OrSet.at(DotStore.EMPTY, "tags");
        OrSet vip = empty.apply(empty.add(DOC, "vip"), added, Hlc.of(1, 0), dot -> true);
        Delta.Cut removal = vip.remove(DOC, "vip").orElseThrow();
        assertThat(removal.replaces()).containsExactly(added);

        OrSet both = vip.apply(vip.add(DOC, "vip"), again, Hlc.of(2, 0), dot -> true)
                .apply(removal, removed, Hlc.of(3, 0), dot -> true);
        assertThat(both.elements()).containsExactly("vip");
        assertThat(vip.apply(removal, removed, Hlc.of(3, 0), dot -> true).contains("vip"))
                .isFalse();
        assertThat(empty.remove(DOC, "vip")).isEmpty();
    }

    @Example
    void an_update_wins_over_a_removal_of_its_entry_that_did_not_see_it() {
        OrMap addresses = OrMap.at(DotStore.EMPTY, "addresses");
        OrMap home = addresses
                .apply(
                        addresses.register("main", "text").write(DOC, Value.of("Sidra Street 1")),
                        dot(1, 1),
                        Hlc.of(1, 0),
                        d -> true)
                .apply(
                        addresses.register("main", "city").write(DOC, Value.of("Riyadh")),
                        dot(1, 2),
                        Hlc.of(1, 0),
                        d -> true);
        Delta removal = home.remove(DOC, "main").orElseThrow();
        Delta update = home.register("main", "city").write(DOC, Value.of("Jeddah"));

        for (List<Delta> order : List.of(List.of(removal, update), List.of(update, removal))) {
            OrMap after = home;
            var seen = new HashSet<>(home.in().dotsUnder(List.of()));
            for (Delta delta : order) {
                Dot dot = dot(delta == removal ? 3 : 2, 9);
                seen.add(dot);
                after = after.apply(delta, dot, Hlc.of(2, 0), seen::contains);
            }
            assertThat(after.keys()).containsExactly("main");
            assertThat(after.map("main").keys()).containsExactly("city");
            assertThat(after.register("main", "city").value()).contains(Value.of("Jeddah"));
            assertThat(after.contains("other")).isFalse();
        }
    }

    @Example
    void a_document_is_a_map_of_all_its_types() {
        OrMap customer = OrMap.at(DotStore.EMPTY);
        OrMap filled = customer.apply(
                        customer.register("name").write(DOC, Value.of("مها")), dot(1, 1), Hlc.ZERO, d -> true)
                .apply(customer.set("phones").add(DOC, "0512345678"), dot(1, 2), Hlc.ZERO, d -> true);

        assertThat(filled.keys()).containsExactly("name", "phones");
        assertThat(filled.set("phones").elements()).containsExactly("0512345678");
        assertThat(filled.register("name").clear(DOC).orElseThrow().replaces()).containsExactly(dot(1, 1));
        assertThat(filled.register("note").clear(DOC)).isEmpty();
    }

    private static Dot dot(int replica, long seq) {
        return new Dot(Origin.of(replica, 1), seq, 0, 0);
    }
}
