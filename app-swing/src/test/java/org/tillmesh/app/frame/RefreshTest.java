package org.tillmesh.app.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.till.shop.Topic;

/** Many changes are few looks, and the last one is never missed. */
class RefreshTest {
    @TempDir
    Path dir;

    private final AtomicInteger looks = new AtomicInteger();
    private RecordingDesk desk;

    @BeforeEach
    void begin() {
        desk = new RecordingDesk(Shops.till(dir.resolve("till"), "T01"));
    }

    @AfterEach
    void end() {
        desk.close();
    }

    @Test
    void while_one_look_is_under_way_many_more_are_one() {
        var shown = new ArrayList<Integer>();
        var refresh = new Refresh<>(desk, looks::incrementAndGet, shown::add);
        desk.hold();
        for (int i = 0; i < 10; i++) {
            refresh.ask();
        }
        desk.letGo();
        assertThat(shown).containsExactly(1, 2);
        refresh.ask();
        assertThat(shown).containsExactly(1, 2, 3);
    }

    @Test
    void what_fails_to_be_shown_does_not_end_the_looking() {
        var refresh = new Refresh<>(desk, looks::incrementAndGet, look -> {
            throw new IllegalStateException("painted wrong");
        });
        assertThatThrownBy(refresh::ask).hasMessage("painted wrong");
        assertThatThrownBy(refresh::ask).hasMessage("painted wrong");
        assertThat(looks).hasValue(2);
    }

    @Test
    void changes_of_many_threads_are_told_once_a_kind() throws Exception {
        var window = new ArrayList<Runnable>();
        var told = new ArrayList<Set<Topic>>();
        var changes = new Changes(window::add, told::add);
        var threads = new ArrayList<Thread>();
        for (Topic topic : List.of(Topic.STOCK, Topic.PARKED, Topic.STOCK, Topic.STOCK)) {
            var thread = new Thread(() -> changes.accept(topic));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(window).hasSize(1);
        window.remove(0).run();
        assertThat(told).containsExactly(Set.of(Topic.STOCK, Topic.PARKED));
        changes.accept(Topic.SALES);
        assertThat(window).hasSize(1);
    }
}
