package org.tillmesh.app.page;

import java.util.List;
import java.util.function.Consumer;

/**
 * A form over a page; it stays open until what it asks for is done.
 *
 * @param lead what is to be filled in, in a sentence; empty for nothing
 * @param go what its button does
 * @param submit takes what was typed; a {@link FormProblem} is told at its field
 */
public record PageForm(String title, String lead, String go, List<PageField> fields, Consumer<FormValues> submit) {
    public PageForm {
        fields = List.copyOf(fields);
    }
}
