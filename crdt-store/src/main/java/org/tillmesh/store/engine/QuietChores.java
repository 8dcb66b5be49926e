package org.tillmesh.store.engine;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.store.journal.Journal;

/** What a store has done in quiet moments; nothing any more once it is closed. */
final class QuietChores implements Upkeep.Chores {
    private static final Logger LOG = LoggerFactory.getLogger(QuietChores.class);

    private final StoreState state;
    private final Journal journal;
    private final BaseMaking bases;
    private final Runnable rebase;

    /** @param rebase makes a base when it has the turn */
    QuietChores(StoreState state, Journal journal, BaseMaking bases, Runnable rebase) {
        this.state = state;
        this.journal = journal;
        this.bases = bases;
        this.rebase = rebase;
    }

    @Override
    public int changesWaiting() {
        return state.derived().waiting();
    }

    @Override
    public boolean catchUpSome() {
        return state.catchUpSome();
    }

    @Override
    public boolean countSome() {
        return state.read(() -> !state.isClosed() && state.countSome());
    }

    @Override
    public boolean isRebaseDue() {
        return state.read(() -> !state.isClosed() && bases.isDue());
    }

    @Override
    public boolean isRebaseLate() {
        return state.read(() -> !state.isClosed() && bases.isLate());
    }

    @Override
    public boolean isRebaseOverdue() {
        return state.read(() -> !state.isClosed() && bases.isOverdue());
    }

    @Override
    public void rebase() {
        rebase.run();
    }

    @Override
    public void lookAtDisk() {
        journal.isFull();
    }

    @Override
    public boolean isGrowthDue() {
        return state.read(() -> !state.isClosed() && journal.isHalfFull());
    }

    @Override
    public boolean isGrowthLate() {
        return state.read(() -> !state.isClosed() && journal.isRunningOut());
    }

    @Override
    public boolean isGrowthPressing() {
        return journal.isPressed();
    }

    @Override
    public void growAhead() {
        try {
            journal.makeAhead();
        } catch (IOException e) {
            LOG.warn("The next journal segment could not be made ahead; it is made when it is needed", e);
        }
    }
}
