package org.tillmesh.app.page;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A page without a window: what it shows is kept, and forms are filled in by hand. */
public final class RecordingPage implements PageView {
    public @Nullable PagePresenter presenter;
    public String title = "";
    public String note = "";
    public String typed = "";
    public List<PageRow> rows = List.of();
    public String chosen = "";
    public String empty = "";
    public List<PageLine> lines = List.of();
    public byte @Nullable [] paper;
    public @Nullable PageForm form;
    public String problem = "";
    public String problemAt = "";

    /** What is told of the chosen row, as one text. */
    public String told() {
        return lines.stream().map(line -> line.label() + ": " + line.value()).collect(Collectors.joining("\n"));
    }

    /** Types into the search field. */
    public void type(String text) {
        typed = text;
        presenter.typing();
    }

    /** Fills the open form in, what is not named stays as it is, and hands it on. @param values id and text in turn */
    public void fill(String... values) {
        Map<String, String> all = new TreeMap<>();
        form.fields().forEach(field -> all.put(field.id(), field.first()));
        for (int i = 0; i < values.length; i += 2) {
            if (!all.containsKey(values[i])) {
                throw new AssertionError("The form has no field " + values[i] + ": " + all.keySet());
            }
            all.put(values[i], values[i + 1]);
        }
        problem = "";
        presenter.entered(form, all);
    }

    @Override
    public void head(String words, String age) {
        title = words;
        note = age;
    }

    @Override
    public void search(String hint) {}

    @Override
    public String typed() {
        return typed;
    }

    @Override
    public void typed(String text) {
        typed = text;
    }

    @Override
    public void rows(List<PageRow> now, String one, String ifNone) {
        rows = now;
        chosen = one;
        empty = ifNone;
    }

    @Override
    public void detail(List<PageLine> now) {
        lines = now;
        paper = null;
    }

    @Override
    public void paper(byte @Nullable [] png) {
        paper = png;
    }

    @Override
    public void form(PageForm wanted) {
        form = wanted;
        problem = "";
    }

    @Override
    public void formProblem(String words, String field) {
        problem = words;
        problemAt = field;
    }

    @Override
    public void formDone() {
        form = null;
    }

    @Override
    public void focus() {}
}
