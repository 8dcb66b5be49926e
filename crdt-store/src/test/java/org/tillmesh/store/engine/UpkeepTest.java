package org.tillmesh.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is done while commits go on. */
class UpkeepTest {
    private static final int SECONDS_MAX = 30;

    /** Commits come whenever something is worked out: it is never quiet. */
    private static final class Busy implements Upkeep.Chores {
        final CountDownLatch rounds = new CountDownLatch(3);
        final CountDownLatch rebased = new CountDownLatch(1);
        volatile Runnable commit = () -> {};
        final CountDownLatch looks = new CountDownLatch(5);
        volatile Runnable look = () -> {};
        volatile boolean overdue;
        volatile boolean pressing;
        final CountDownLatch grown = new CountDownLatch(1);
        volatile int waiting = 1_000_000;

        @Override
        public int changesWaiting() {
            return waiting;
        }

        @Override
        public boolean catchUpSome() {
            commit.run();
            rounds.countDown();
            return false;
        }

        @Override
        public boolean countSome() {
            return false;
        }

        @Override
        public boolean isRebaseDue() {
            return true;
        }

        @Override
        public boolean isRebaseLate() {
            return true;
        }

        @Override
        public boolean isRebaseOverdue() {
            return overdue;
        }

        @Override
        public void rebase() {
            rebased.countDown();
        }

        @Override
        public boolean isGrowthDue() {
            return false;
        }

        @Override
        public boolean isGrowthLate() {
            return false;
        }

        @Override
        public boolean isGrowthPressing() {
            return pressing;
        }

        @Override
        public void lookAtDisk() {
            look.run();
            looks.countDown();
        }

        @Override
        public void growAhead() {
            grown.countDown();
        }
    }

    @Test
    void rows_are_worked_out_while_commits_go_on_and_a_base_waits_until_it_is_overdue() throws InterruptedException {
        var chores = new Busy();
        var upkeep = new Upkeep(chores, true);
        chores.commit = () -> upkeep.committed(false);

        upkeep.committed(false);
        assertThat(chores.rounds.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        assertThat(chores.rebased.getCount()).isOne();
        chores.overdue = true;

        assertThat(chores.rebased.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        upkeep.close();
    }

    @Test
    void nothing_is_worked_out_beside_sales_made_here_until_very_much_waits() throws InterruptedException {
        var chores = new Busy();
        var upkeep = new Upkeep(chores, true);
        chores.waiting = 20_000;
        chores.look = () -> upkeep.committed(true);
        chores.commit = chores.look;

        upkeep.committed(true);
        assertThat(chores.looks.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        assertThat(chores.rounds.getCount()).isEqualTo(3);
        chores.waiting = 1_000_000;

        assertThat(chores.rounds.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        upkeep.close();
    }

    @Test
    void a_segment_that_is_needed_is_made_though_the_keeper_is_held_up_by_commits() throws InterruptedException {
        var chores = new Busy();
        var upkeep = new Upkeep(chores, true);
        var heldUp = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        chores.look = () -> {
            heldUp.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };

        upkeep.committed(true);
        heldUp.await();
        assertThat(chores.grown.getCount()).isOne();
        chores.pressing = true;
        upkeep.committed(true);

        assertThat(chores.grown.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        released.countDown();
        upkeep.close();
    }
}
