package org.tillmesh.app.reports;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.reports.export.Shown;

/** A report with what was asked, and what can be chosen over it. */
interface ReportsView {
    /** @param period and {@code narrowed}: what was asked, in words */
    void asked(String title, String period, List<String> narrowed);

    /**
     * @param report null while none is known
     * @param row the selected one, -1 for none
     * @param isChart whether its chart stands in place of its rows
     */
    void report(@Nullable Shown report, int row, boolean isChart);

    /** Another row of the same report is selected. */
    void select(int row);

    /** Why there is nothing to see; empty for nothing. */
    void problem(String words);

    /** A list to choose from, over the report. */
    void choose(ChoicePresenter choice);

    /** A paper, over the report. @param png its picture */
    void paper(String title, byte[] png);
}
