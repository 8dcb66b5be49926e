package org.tillmesh.app.stock;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.page.PageLine;
import org.tillmesh.app.page.PagePresenter;
import org.tillmesh.app.page.PageRow;
import org.tillmesh.app.page.PageView;
import org.tillmesh.app.page.Tone;
import org.tillmesh.till.backroom.BackroomAnswers;

/** What is to be ordered, and batches that end soon; a manager's word where the user may not see reports. */
public final class LowStockPresenter extends PagePresenter {
    private boolean expiring;
    private BackroomAnswers.@Nullable Report report;

    public LowStockPresenter(Desk desk, PageView view) {
        super(desk, view, Desk.Place.STOCK);
    }

    @Override
    public void shown() {
        report = null;
        super.shown();
    }

    /** A change of language shows what is there anew; it is asked for when the page is opened, for a manager may be asked. */
    @Override
    public void render() {
        show();
    }

    @Override
    protected void look() {
        String name = expiring ? "expiring-batches" : "low-stock";
        act(approve -> desk.till().backroom().report(name, null, null, approve), found -> {
            report = found;
            show();
        });
    }

    private void show() {
        if (report != null) {
            var rows = new ArrayList<PageRow>();
            for (int i = 0; i < report.rows().size(); i++) {
                rows.add(row(i, report.rows().get(i)));
            }
            rows(rows, text(expiring ? "noneExpiring" : "noneLow"));
        } else {
            rows(List.of(), text("needsApprovalFirst"));
        }
    }

    private PageRow row(int index, Map<String, String> row) {
        String name = desk.language().name(row.getOrDefault("name", ""), row.getOrDefault("nameAr", ""));
        return expiring
                ? new PageRow(
                        String.valueOf(index),
                        name,
                        code(row.getOrDefault("batch", "")) + " · " + code(row.getOrDefault("expiry", "")),
                        code(row.getOrDefault("onHand", "")))
                : new PageRow(
                        String.valueOf(index),
                        name,
                        text("lowLine", code(row.getOrDefault("min", "")), code(row.getOrDefault("lacking", ""))),
                        code(row.getOrDefault("onHand", "")),
                        text("stockLowMark"),
                        Tone.WARNING);
    }

    @Override
    protected void tell() {
        view.search("");
        BackroomAnswers.Report known = report;
        view.head(
                text(expiring ? "expiringTitle" : "stockLowTitle"),
                known == null || known.asOf() == null ? "" : text("asOf", at(known.asOf())));
        if (known == null || !isAnyChosen()) {
            view.detail(List.of());
            return;
        }
        Map<String, String> row = known.rows().get(Integer.parseInt(chosenId()));
        var lines = new ArrayList<PageLine>();
        lines.add(PageLine.head(desk.language().name(row.getOrDefault("name", ""), row.getOrDefault("nameAr", ""))));
        if (known.columns() != null) {
            known.columns().stream()
                    .filter(column -> !column.key().startsWith("name"))
                    .forEach(column -> lines.add(PageLine.pair(
                            desk.language().name(column.title(), column.titleAr()),
                            code(row.getOrDefault(column.key(), "")))));
        }
        view.detail(lines);
    }

    @Override
    public KeyMap keys() {
        return super.keys()
                .bar(FunctionKey.F6, expiring ? "stockLowTitle" : "expiringTitle", "clock", () -> {
                    expiring = !expiring;
                    report = null;
                    chooseNone();
                    show();
                    look();
                });
    }
}
