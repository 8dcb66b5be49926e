package org.tillmesh.app.shift;

import java.util.List;
import org.tillmesh.till.backroom.BackroomAnswers;

/** A form whose fields are filled by keys alone, or what came of it. */
interface ShiftView {
    /**
     * A field of the form.
     *
     * @param id by which it is asked for
     * @param isNumber whether digits and a point are typed into it, in any keyboard's writing
     */
    record Entry(String id, String label, boolean isNumber) {}

    /** Shows these fields; one that stays keeps what is typed in it. */
    void form(String title, String lead, List<Entry> entries);

    void result(BackroomAnswers.ShiftClosed closed);

    /** An X or the day's Z. */
    void report(String title, BackroomAnswers.Report report);

    /** What stands in a field; in that of a number with ASCII digits and point. Empty for a field that is not there. */
    String typed(String id);

    /** Empties all fields. */
    void clear();

    void focus(String id);

    /** The field that has the focus; empty for none. */
    String focused();

    /** What the notes and coins come to; empty for nothing. */
    void total(String words);

    /** What is wrong with what was typed; empty for nothing. */
    void problem(String words);
}
