package org.tillmesh.app.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page as its presenter sees it. */
public interface PageView {
    /** @param note how old what is shown is, or how much of it; empty for nothing */
    void head(String title, String note);

    /** The field in which is looked for something. @param hint empty for no field */
    void search(String hint);

    /** What stands in that field. */
    String typed();

    void typed(String text);

    /**
     * @param chosen id of the chosen row; empty for none
     * @param empty what is said where there are no rows
     */
    void rows(List<PageRow> rows, String chosen, String empty);

    /** What is told of the chosen row. */
    void detail(List<PageLine> lines);

    /** A paper instead of what is told; null for none. */
    void paper(byte @Nullable [] png);

    /** Opens a form over the page. */
    void form(PageForm form);

    /** @param field id of where it is wrong; empty for nowhere */
    void formProblem(String words, String field);

    /** What the form asked for is done: it closes. */
    void formDone();

    void focus();
}
