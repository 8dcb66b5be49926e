package org.tillmesh.app.sync;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Mend;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.frame.Refresh;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.till.backroom.BackroomAnswers;
import org.tillmesh.till.links.LinkAnswers;
import org.tillmesh.till.links.SyncMode;
import org.tillmesh.till.shop.Topic;

/** Push Offline Records, Soft Sync, Hard Sync; how things stand; the proof; what does not fit together. */
public final class SyncPresenter extends Presenter {
    private static final DateTimeFormatter NOW = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final SyncView view;
    private final Refresh<List<BackroomAnswers.SyncIssue>> looking;
    private List<BackroomAnswers.SyncIssue> issues = List.of();
    private final Refresh<List<LinkAnswers.SyncRun>> history;
    private LinkAnswers.@Nullable SyncRun proved;
    private boolean working;

    SyncPresenter(Desk desk, SyncView view) {
        super(desk);
        this.view = view;
        looking = new Refresh<>(desk, () -> desk.till().backroom().exceptions(), found -> {
            issues = found;
            render();
        });
        history = new Refresh<>(desk, () -> desk.till().links().syncHistory(), runs -> {
            proved = runs.stream().filter(run -> run.problem() == null).findFirst().orElse(null);
            render();
        });
    }

    @Override
    public void shown() {
        render();
        view.focus();
        looking.ask();
        history.ask();
    }

    @Override
    public void changed(Topic topic) {
        if (topic == Topic.EXCEPTIONS || topic == Topic.SALES) {
            looking.ask();
        }
    }

    @Override
    public void statusChanged(LinkAnswers.Status status) {
        render();
        desk.keysChanged();
    }

    public boolean isWorking() {
        return working;
    }

    private boolean isOnline() {
        LinkAnswers.Status status = desk.status();
        return status != null && status.online();
    }

    @Override
    public void render() {
        LinkAnswers.Status status = desk.status();
        boolean isShutOut = status != null && status.shutOut() != null;
        view.note(
                isShutOut
                        ? text("noticeShutOut")
                        : !isOnline() ? text("needsOffice") : working ? text("working") : "",
                isShutOut);
        view.rows(List.of(
                status == null ? "" : salesOut(status),
                proof(),
                status == null ? "" : lastSync(status),
                status == null ? "" : neighbours(status),
                exceptions(),
                Language.code(NOW.format(desk.now())),
                text(isChainKnown(status) ? "chainKnown" : "chainUnknown")));
    }

    private static boolean isChainKnown(LinkAnswers.@Nullable Status status) {
        return status == null || status.chain().equals("known");
    }

    private String salesOut(LinkAnswers.Status status) {
        String via = status.online() || status.via() == null ? "" : " · " + text("via", Language.code(status.via()));
        return text("salesOutText", String.valueOf(status.unsent()), String.valueOf(status.unprotected())) + via;
    }

    /** What the last sync proved, and when; that nothing was to be sent is a proof only where all is equal. */
    private String proof() {
        LinkAnswers.SyncRun done = proved;
        if (done == null) {
            return text("proofNone");
        }
        String when = Language.code(NOW.format(done.at().atZone(ZoneId.of(desk.zone()))));
        boolean isWhole = done.left() == 0 && done.headsEqual();
        return done.sent() == 0 && isWhole
                ? text("proofAllThere", when)
                : text(
                        "proofSince",
                        when,
                        String.valueOf(done.sent()),
                        String.valueOf(done.acknowledged()),
                        String.valueOf(done.left()),
                        text(done.headsEqual() ? "equal" : "notEqual"));
    }

    private String lastSync(LinkAnswers.Status status) {
        return status.lastSync() == null
                ? text("never")
                : Language.code(CLOCK.format(status.lastSync().atZone(ZoneId.of(desk.zone()))));
    }

    private String neighbours(LinkAnswers.Status status) {
        return status.neighbours().isEmpty() ? text("none") : Language.code(String.join(", ", status.neighbours()));
    }

    /** How many, and of which kinds. */
    private String exceptions() {
        List<BackroomAnswers.SyncIssue> open =
                issues.stream().filter(issue -> !issue.resolved()).toList();
        return open.isEmpty()
                ? text("noExceptions")
                : open.size() + " · "
                        + open.stream()
                                .map(issue -> text("exception_" + issue.kind()))
                                .distinct()
                                .collect(Collectors.joining(" · "));
    }

    @Override
    public KeyMap keys() {
        KeyMap keys = commands();
        return working ? keys.bar(FunctionKey.F12, "cancelSync", "x", this::cancel) : keys;
    }

    /** What has come stays for the next one; the old records go on serving. */
    private void cancel() {
        desk.aside(
                () -> {
                    desk.till().links().cancelSync();
                    return true;
                },
                told -> {},
                this::refused);
    }

    private KeyMap commands() {
        return desk.keys()
                .bar(FunctionKey.ESCAPE, "back", "arrow-back", () -> desk.show(Desk.Place.SALE))
                .key(FunctionKey.F2, "push", "upload", () -> sync(SyncMode.PUSH))
                .unless(!isOnline(), "needsOffice")
                .unless(working, "working")
                .key(FunctionKey.F3, "soft", "refresh", () -> sync(SyncMode.SOFT))
                .unless(!isOnline(), "needsOffice")
                .unless(working, "working")
                .key(FunctionKey.F4, "hard", "download", this::askHard)
                .unless(!isOnline(), "needsOffice")
                .unless(working, "working")
                .bar(FunctionKey.F5, "setTime", "clock", () -> desk.mend(Mend.TIME, ""))
                .bar(FunctionKey.F6, "lastReceipt", "scan", () -> desk.mend(Mend.LAST_RECEIPT, ""))
                .unless(isChainKnown(desk.status()), "chainKnown")
                .bar(FunctionKey.F7, isTraining() ? "trainingEnd" : "trainingBegin", "notes", this::turnTraining)
                .bar(FunctionKey.F8, "exceptions", "alert-triangle", () -> desk.show(Desk.Place.EXCEPTIONS))
                .bar(FunctionKey.F9, "syncHistory", "notes", () -> desk.show(Desk.Place.SYNC_HISTORY));
    }

    private boolean isTraining() {
        LinkAnswers.Status status = desk.status();
        return status != null && status.training();
    }

    private void turnTraining() {
        boolean on = !isTraining();
        desk.approvable(
                pin -> desk.till().invoices().training(on, pin),
                isOn -> desk.say(text(isOn ? "trainingOn" : "trainingOff"), false),
                this::refused);
    }

    private void askHard() {
        LinkAnswers.Status status = desk.status();
        String unsent = status == null ? "0" : String.valueOf(status.unsent());
        desk.ask(text("hard"), text("hardSure", unsent), text("start"), () -> sync(SyncMode.HARD));
    }

    private void sync(SyncMode mode) {
        working = true;
        view.progress(0, 0);
        render();
        desk.keysChanged();
        desk.aside(
                () -> desk.till()
                        .links()
                        .sync(
                                mode,
                                (done, total) -> desk.later(() -> {
                                    if (working) {
                                        view.progress(done, total);
                                    }
                                })),
                done -> {
                    history.ask();
                    ended();
                },
                refused -> {
                    ended();
                    refused(refused);
                });
    }

    private void ended() {
        working = false;
        view.noProgress();
        render();
        desk.keysChanged();
    }
}
