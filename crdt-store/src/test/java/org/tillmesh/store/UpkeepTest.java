package org.tillmesh.store;

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
        volatile boolean overdue;

        @Override
        public int changesWaiting() {
            return 1_000_000;
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
        public void lookAtDisk() {}

        @Override
        public void growAhead() {}
    }

    @Test
    void rows_are_worked_out_while_commits_go_on_and_a_base_waits_until_it_is_overdue() throws InterruptedException {
        var chores = new Busy();
        var upkeep = new Upkeep(chores, true);
        chores.commit = upkeep::committed;

        upkeep.committed();
        assertThat(chores.rounds.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        assertThat(chores.rebased.getCount()).isOne();
        chores.overdue = true;

        assertThat(chores.rebased.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        upkeep.close();
    }
}
