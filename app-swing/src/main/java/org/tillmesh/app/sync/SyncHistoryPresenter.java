package org.tillmesh.app.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Refresh;
import org.tillmesh.app.page.PageLine;
import org.tillmesh.app.page.PagePresenter;
import org.tillmesh.app.page.PageRow;
import org.tillmesh.app.page.PageView;
import org.tillmesh.app.page.Tone;
import org.tillmesh.till.links.LinkAnswers;
import org.tillmesh.till.shop.Topic;

/** The last syncs, the newest first: what each brought, and what kept one from it. */
public final class SyncHistoryPresenter extends PagePresenter {
    private final Refresh<List<LinkAnswers.SyncRun>> looking;
    private List<LinkAnswers.SyncRun> known = List.of();

    public SyncHistoryPresenter(Desk desk, PageView view) {
        super(desk, view, Desk.Place.SYNC);
        looking = new Refresh<>(desk, () -> desk.till().links().syncHistory(), runs -> {
            known = runs;
            rows(runs.stream().map(this::row).toList(), text("noHistory"));
        });
    }

    @Override
    protected void look() {
        looking.ask();
    }

    @Override
    public void changed(Topic topic) {
        if (topic == Topic.STATUS) {
            look();
        }
    }

    private PageRow row(LinkAnswers.SyncRun run) {
        boolean failed = run.problem() != null;
        return new PageRow(
                run.at() + run.mode(),
                text("mode_" + run.mode().toLowerCase(Locale.ROOT)),
                at(run.at()),
                failed ? "" : text("syncSums", String.valueOf(run.received()), String.valueOf(run.sent())),
                text(failed ? "syncFailed" : run.left() == 0 ? "syncWhole" : "syncLeft"),
                failed ? Tone.BAD : run.left() == 0 ? Tone.GOOD : Tone.WARNING);
    }

    private LinkAnswers.@Nullable SyncRun run() {
        return known.stream()
                .filter(run -> (run.at() + run.mode()).equals(chosenId()))
                .findFirst()
                .orElse(null);
    }

    @Override
    protected void tell() {
        view.search("");
        view.head(text("syncHistory"), "");
        LinkAnswers.SyncRun run = run();
        var lines = new ArrayList<PageLine>();
        if (run != null) {
            lines.add(PageLine.head(text("mode_" + run.mode().toLowerCase(Locale.ROOT))));
            lines.add(PageLine.pair(text("syncAt"), at(run.at())));
            lines.add(PageLine.pair(text("syncTook"), code(run.tookMs() + " ms")));
            if (run.problem() != null) {
                lines.add(PageLine.words(run.problem(), Tone.BAD));
            } else {
                lines.add(PageLine.pair(text("syncReceived"), code(run.received())));
                lines.add(PageLine.pair(text("syncSent"), code(run.sent())));
                lines.add(PageLine.pair(text("syncAcknowledged"), code(run.acknowledged())));
                lines.add(PageLine.pair(
                        text("syncNotThere"), code(run.left()), run.left() == 0 ? Tone.GOOD : Tone.WARNING));
                lines.add(PageLine.pair(
                        text("syncHeads"),
                        text(run.headsEqual() ? "equal" : "notEqual"),
                        run.headsEqual() ? Tone.GOOD : Tone.WARNING));
            }
        }
        view.detail(lines);
    }
}
