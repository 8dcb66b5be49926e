package org.tillmesh.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Records: each counts once by its uuid, in whatever order and however often it comes. */
class LogLawsTest {
    private static Log.Entry entry(Random random) {
        String uuid = "r" + random.nextInt(12);
        var dot = new Dot(Origin.of(random.nextInt(3), 1), 1 + random.nextInt(9), random.nextInt(3), 0);
        // What a dot brought is always the same.
        return new Log.Entry(uuid, Value.of(dot + uuid), dot, Hlc.of(1_000 + dot.hashCode() % 5 + 5, 0));
    }

    private static Log log(Random random) {
        Log log = Log.EMPTY;
        for (int i = random.nextInt(8); i > 0; i--) {
            log = log.with(entry(random));
        }
        return log;
    }

    @Property(tries = 500)
    void logs_join_commutatively_associatively_and_idempotently(@ForAll long seed) {
        var random = new Random(seed);
        Log a = log(random);
        Log b = log(random);
        Log c = log(random);
        assertThat(a.join(b)).isEqualTo(b.join(a));
        assertThat(a.join(b).join(c)).isEqualTo(a.join(b.join(c)));
        assertThat(a.join(b).join(b)).isEqualTo(a.join(b));
    }

    @Property(tries = 500)
    void the_records_one_by_one_in_any_order_are_the_logs_joined(@ForAll long seed) {
        var random = new Random(seed);
        Log a = log(random);
        Log b = log(random);
        var entries = new ArrayList<>(a.records().values());
        entries.addAll(b.records().values());
        Collections.shuffle(entries, random);
        Log log = Log.EMPTY;
        for (Log.Entry entry : entries) {
            log = log.with(entry);
        }
        assertThat(log).isEqualTo(a.join(b));
        assertThat(log.records().keySet()).containsAll(a.records().keySet());
    }

    @Example
    void of_two_records_of_one_uuid_the_earlier_stands_and_nothing_is_ever_replaced() {
        var first = new Log.Entry("s", Value.of("first"), new Dot(Origin.of(2, 1), 4, 0, 0), Hlc.of(5, 0));
        var later = new Log.Entry("s", Value.of("later"), new Dot(Origin.of(1, 1), 1, 0, 0), Hlc.of(6, 0));
        var sameTime = new Log.Entry("s", Value.of("same time"), new Dot(Origin.of(3, 1), 1, 0, 0), Hlc.of(5, 0));

        assertThat(Log.of(later).with(first).find("s")).contains(first);
        assertThat(Log.of(first).with(later).with(sameTime).find("s")).contains(first);
    }

    @Example
    void records_are_read_by_time_then_uuid() {
        Log log = Log.EMPTY;
        for (String uuid : new String[] {"b", "c", "a"}) {
            long millis = uuid.equals("c") ? 1 : 2;
            log = log.with(new Log.Entry(uuid, Value.NULL, new Dot(Origin.of(1, 1), 1, 0, 0), Hlc.of(millis, 0)));
        }
        assertThat(log.inTime()).extracting(Log.Entry::uuid).containsExactly("c", "a", "b");
    }
}
