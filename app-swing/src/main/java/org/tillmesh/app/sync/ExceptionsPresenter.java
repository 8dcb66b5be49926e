package org.tillmesh.app.sync;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Refresh;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.page.PageField;
import org.tillmesh.app.page.PageForm;
import org.tillmesh.app.page.PageLine;
import org.tillmesh.app.page.PagePresenter;
import org.tillmesh.app.page.PageRow;
import org.tillmesh.app.page.PageView;
import org.tillmesh.app.page.Tone;
import org.tillmesh.till.backroom.BackroomAnswers;
import org.tillmesh.till.shop.Topic;

/** What does not fit together, each with what to do about it; a manager says what was done. */
public final class ExceptionsPresenter extends PagePresenter {
    private final Refresh<List<BackroomAnswers.SyncIssue>> looking;
    private List<BackroomAnswers.SyncIssue> known = List.of();

    public ExceptionsPresenter(Desk desk, PageView view) {
        super(desk, view, Desk.Place.SYNC);
        looking = new Refresh<>(desk, () -> desk.till().backroom().exceptions(), this::found);
    }

    @Override
    protected void look() {
        looking.ask();
    }

    @Override
    public void changed(Topic topic) {
        if (topic == Topic.EXCEPTIONS || topic == Topic.SALES) {
            look();
        }
    }

    private void found(List<BackroomAnswers.SyncIssue> issues) {
        known = issues;
        rows(issues.stream().map(this::row).toList(), text("noExceptions"));
    }

    private PageRow row(BackroomAnswers.SyncIssue issue) {
        return new PageRow(
                issue.id(),
                text("exception_" + issue.kind()),
                code(issue.about()),
                at(issue.since()),
                text(issue.resolved() ? "exceptionResolved" : "exceptionOpen"),
                issue.resolved() ? Tone.GOOD : Tone.BAD);
    }

    private BackroomAnswers.@Nullable SyncIssue issue() {
        return known.stream()
                .filter(issue -> issue.id().equals(chosenId()))
                .findFirst()
                .orElse(null);
    }

    @Override
    protected void tell() {
        view.search("");
        view.head(text("exceptions"), "");
        BackroomAnswers.SyncIssue issue = issue();
        var lines = new ArrayList<PageLine>();
        if (issue != null) {
            lines.add(PageLine.head(text("exception_" + issue.kind())));
            lines.add(PageLine.words(code(issue.about()), Tone.PLAIN));
            lines.add(PageLine.pair(text("exceptionSince"), at(issue.since())));
            lines.add(PageLine.head(text("whatToDo")));
            lines.add(PageLine.words(text("exception_" + issue.kind() + "_do"), Tone.PLAIN));
        }
        view.detail(lines);
    }

    @Override
    public KeyMap keys() {
        BackroomAnswers.SyncIssue issue = issue();
        return super.keys()
                .key(FunctionKey.ENTER, "resolveException", "check", this::askResolve)
                .unless(issue == null, "noExceptions")
                .unless(issue != null && issue.resolved(), "exceptionResolved");
    }

    private void askResolve() {
        BackroomAnswers.SyncIssue issue = issue();
        if (issue != null) {
            view.form(new PageForm(
                    text("exception_" + issue.kind()),
                    text("resolveLead"),
                    text("resolveException"),
                    List.of(PageField.text("note", text("note"), "")),
                    typed -> {
                        String note = typed.needed("note");
                        submit(
                                approve -> desk.till().backroom().resolve(issue.id(), note, approve),
                                resolved -> look());
                    }));
        }
    }
}
