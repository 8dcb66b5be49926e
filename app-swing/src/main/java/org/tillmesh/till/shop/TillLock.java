package org.tillmesh.till.shop;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One command at a time; one that waits for somebody else lets the others by meanwhile. */
public final class TillLock {
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Does a command alone.
     *
     * @throws TillException whatever the layers below threw, as a refusal with a code
     */
    public <T> T doing(Supplier<T> work) {
        try {
            return alone(work);
        } catch (RuntimeException e) {
            throw Refusals.of(e);
        }
    }

    /** Runs work of the till itself between commands; what it throws comes as it is. */
    public <T> T alone(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for somebody else without the lock, which a command holds again afterwards. Others may have changed anything
     * meanwhile, so whatever was judged before is judged again.
     */
    <T> T aside(Supplier<T> waiting) {
        int holds = lock.getHoldCount();
        for (int i = 0; i < holds; i++) {
            lock.unlock();
        }
        try {
            return waiting.get();
        } finally {
            for (int i = 0; i < holds; i++) {
                lock.lock();
            }
        }
    }
}
