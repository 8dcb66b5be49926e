package org.tillmesh.store.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Change;
import org.tillmesh.store.Document;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Row;
import org.tillmesh.store.Schema;

/** What is left to do after a part of it, and that index rows are the same in whichever parts they are worked out. */
class DerivedTest {
    private static final int HELPED = 6_000;

    private final ScopeState company = new ScopeState(Scope.COMPANY, (scope, origin, delta) -> true, Sums.SCHEMA);
    private final Derived derived = new Derived(scope -> company, Sums.SCHEMA);

    /** A number is a row of its rest by ten; sums of these grow, the greatest of them is looked for anew. */
    private static final class Sums implements Schema {
        static final Sums SCHEMA = new Sums();
        static final String SUM = "sum";
        static final String GREATEST = "greatest";
        static final String PLAIN_ROWS = "plain";

        @Override
        public void index(Document document, Rows rows) {
            Value number = ((Document.Record) document).body();
            String key = String.valueOf(number(number) % 10);
            rows.row(SUM, key, Value.of(-1)); // what is put last at one place stands
            rows.row(GREATEST, key, number);
            rows.row(PLAIN_ROWS, key, Value.NULL);
            rows.row(SUM, key, number);
        }

        @Override
        public boolean isFolded(String index) {
            return !index.equals(PLAIN_ROWS);
        }

        @Override
        public boolean isGrowing(String index) {
            return index.equals(SUM);
        }

        @Override
        public Value fold(String index, List<Row> group) {
            Stream<Long> numbers = group.stream().map(row -> number(row.value()));
            return Value.of(
                    index.equals(SUM)
                            ? numbers.reduce(0L, Long::sum)
                            : numbers.reduce(Long::max).orElseThrow());
        }

        @Override
        public Folded grown(String index, String key, @Nullable Value fold, List<Row> added) {
            assertThat(index).isEqualTo(SUM);
            long before = fold == null ? 0 : number(fold);
            return new Folded(key, Value.of(before + number(fold(index, added))));
        }

        private static long number(Value value) {
            return ((Value.Int) value).value();
        }
    }

    private static Document number(int id, long number) {
        return new Document.Record(
                Scope.COMPANY,
                new DocRef("number", "n" + id),
                Value.of(number),
                new Dot(Origin.of(1, 1), id + 1, 0, 0),
                new Hlc(1),
                0);
    }

    /** Commits of which each makes, changes and removes some numbers. */
    private static List<List<Change>> commits(int changes, long seed) {
        var random = new Random(seed);
        var present = new TreeMap<Integer, Document>();
        var commits = new ArrayList<List<Change>>();
        for (int made = 0; made < changes; ) {
            var commit = new TreeMap<Integer, Change>();
            for (int i = random.nextInt(40); i >= 0; i--) {
                int id = random.nextInt(changes / 2);
                Document before = present.get(id);
                Document after = before != null && random.nextInt(4) == 0 ? null : number(id, random.nextInt(1_000));
                if (commit.containsKey(id)) {
                    continue;
                }
                commit.put(id, new Change(Scope.COMPANY, new DocRef("number", "n" + id), before, after));
                if (after == null) {
                    present.remove(id);
                } else {
                    present.put(id, after);
                }
            }
            made += commit.size();
            commits.add(List.copyOf(commit.values()));
        }
        return commits;
    }

    private static List<String> told(ScopeIndex index) {
        var told = new ArrayList<String>();
        for (String name : List.of(Sums.SUM, Sums.GREATEST, Sums.PLAIN_ROWS)) {
            index.rows(name, KeyRange.ALL).forEach(row -> told.add(row + " " + row.value()));
            index.folds(name, KeyRange.ALL).forEach(fold -> told.add(name + " " + fold));
        }
        return told;
    }

    private static List<String> oneByOne(List<List<Change>> commits) {
        var index = new ScopeIndex(Scope.COMPANY, Sums.SCHEMA);
        commits.forEach(commit -> commit.forEach(change -> index.take(change.before(), change.after())));
        return told(index);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 256, 5_000})
    void rows_worked_out_ahead_and_taken_in_parts_are_those_of_one_change_after_the_other(int part) {
        List<List<Change>> commits = commits(1_500, part);

        for (List<Change> commit : commits) {
            derived.changed(commit);
            derived.prepare(part);
            if (commit.size() % 3 == 0) {
                derived.catchUpSome(part);
            }
        }
        derived.catchUp();

        assertThat(told(company.index())).isEqualTo(oneByOne(commits));
    }

    @Test
    void rows_that_two_threads_work_out_are_the_same() {
        List<List<Change>> commits = commits(HELPED, 1);

        commits.forEach(derived::changed);
        derived.catchUp();

        assertThat(told(company.index())).isEqualTo(oneByOne(commits));
        assertThat(derived.waiting()).isZero();
    }

    @Test
    void folds_are_whole_whenever_nothing_waits() {
        var index = company.index();
        derived.changed(List.of(new Change(Scope.COMPANY, new DocRef("number", "n1"), null, number(1, 5))));
        derived.changed(List.of(new Change(Scope.COMPANY, new DocRef("number", "n2"), null, number(2, 15))));

        assertThat(derived.catchUpSome(1)).isTrue();
        assertThat(index.growing()).isEqualTo(1);
        assertThat(derived.catchUpSome(1)).isFalse();

        assertThat(index.growing()).isZero();
        assertThat(index.folded(Sums.SUM, "5")).isEqualTo(Value.of(20));
    }

    @Test
    void a_scope_that_was_built_anew_is_done_in_one_part() {
        derived.rebuilt(company);

        assertThat(derived.catchUpSome(1)).isFalse();
    }

    @Test
    void nothing_to_do_is_nothing_left() {
        assertThat(derived.catchUpSome(1)).isFalse();
    }
}
