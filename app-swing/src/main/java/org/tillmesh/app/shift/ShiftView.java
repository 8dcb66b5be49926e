package org.tillmesh.app.shift;

import org.tillmesh.till.backroom.BackroomAnswers;

/** The sum that is counted, or what came of it. */
interface ShiftView {
    /** @param open whether a shift is open, and is closed by the count */
    void counting(boolean open);

    void result(BackroomAnswers.ShiftClosed closed);

    /** What stands in the field, with ASCII digits and point. */
    String typed();

    void clear();

    void focus();

    /** What is wrong with the sum; empty for nothing. */
    void problem(String words);
}
