package org.tillmesh.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What the one mechanism behind Register, OrSet and OrMap does beside their laws, which {@link CausalLawsTest} tries. */
class DotStoreLawsTest {
    private static final List<List<String>> PATHS = List.of(
            List.of("name"),
            List.of("tags", "a"),
            List.of("tags", "b"),
            List.of("addresses", "main", "text"),
            List.of("addresses", "main", "city"),
            List.of("addresses", "other", "text"));

    private static History.Edit edit(DotStore state, Random random) {
        List<String> path = PATHS.get(random.nextInt(PATHS.size()));
        if (random.nextInt(4) > 0) {
            var put = new Delta.Put(History.DOC, path, Value.of(random.nextLong()), state.dots(path));
            return new History.Edit(path, Optional.of(put));
        }
        List<String> all = path.subList(0, Math.max(1, path.size() - 1));
        return new History.Edit(all, Optional.of(new Delta.Cut(History.DOC, state.dotsUnder(all))));
    }

    private static History history(long seed, int replicas) {
        return new History(seed, replicas, 40, DotStoreLawsTest::edit);
    }

    @Property(tries = 300)
    void several_deltas_at_once_do_what_they_do_one_by_one(@ForAll long seed) {
        History.Replica one = history(seed, 1).replicas.get(0);
        DotStore.Editor editor = DotStore.EMPTY.edit(1);
        one.stream.forEach(op ->
                editor.apply(op.delta(), Stamp.of(op.dot(), op.hlc()), op.dot().index(), one.held::contains));
        assertThat(editor.done()).isEqualTo(one.state);
    }

    @Property(tries = 300)
    void an_edit_that_saw_the_old_value_replaces_it_whatever_the_clocks_say(@ForAll long seed) {
        History.Replica one = history(seed, 1).replicas.get(0);
        for (List<String> path : PATHS) {
            assertThat(one.state.values(path)).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Property(tries = 300)
    void what_is_found_by_search_is_what_a_look_at_every_row_finds(@ForAll long seed) {
        DotStore state = history(seed, 3).readAnew(seed).state;
        for (List<String> path : PATHS) {
            for (int length = 0; length <= path.size(); length++) {
                List<String> prefix = path.subList(0, length);
                assertThat(state.dots(prefix))
                        .containsExactlyElementsOf(state.rows().stream()
                                .filter(row -> row.path().equals(prefix))
                                .map(DotStore.Row::dot)
                                .toList());
                assertThat(state.dotsUnder(prefix))
                        .containsExactlyElementsOf(state.rows().stream()
                                .filter(row -> row.path().size() >= prefix.size()
                                        && row.path().subList(0, prefix.size()).equals(prefix))
                                .map(DotStore.Row::dot)
                                .toList());
            }
        }
    }

    @Example
    void a_value_that_comes_after_its_replacement_never_shows() {
        var first = new Dot(Origin.of(1, 1), 1, 0, 0);
        var second = new Dot(Origin.of(2, 1), 1, 0, 0);
        var put = new Delta.Put(History.DOC, List.of("name"), Value.of("old"), List.of());
        var replacement = new Delta.Put(History.DOC, List.of("name"), Value.of("new"), List.of(first));

        DotStore waiting = DotStore.EMPTY.apply(replacement, second, Hlc.of(1, 0), second::equals);
        assertThat(waiting.pending()).containsExactly(first);
        DotStore both = waiting.apply(put, first, Hlc.of(9, 0), dot -> true);
        assertThat(both.value("name")).contains(Value.of("new"));
        assertThat(both.hasPending()).isFalse();
        assertThat(waiting.settle(dot -> true).hasPending())
                .as("covered by a checkpoint")
                .isFalse();
    }
}
