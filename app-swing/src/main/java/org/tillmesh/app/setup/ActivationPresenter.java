package org.tillmesh.app.setup;

import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;

/** First run: where head office is, the one-time code, and the first Hard Sync with its progress. */
public final class ActivationPresenter extends Presenter {
    private final ActivationView view;
    private boolean working;

    ActivationPresenter(Desk desk, ActivationView view) {
        super(desk);
        this.view = view;
        String known = desk.till().options().relay();
        view.relay(known == null ? "" : known);
    }

    @Override
    public void shown() {
        view.focus();
    }

    @Override
    public KeyMap keys() {
        return desk.keys()
                .key(FunctionKey.ENTER, "activate", "check", this::activate)
                .unless(working, "working");
    }

    /** Either of the two: an address has a colon in it. */
    @Override
    public void scanned(String code) {
        if (!working) {
            if (code.indexOf(':') >= 0) {
                view.relay(code);
            } else {
                view.code(code);
            }
            view.focus();
        }
    }

    private void activate() {
        String relay = view.relay().strip();
        String code = view.code().strip();
        working = true;
        view.working(true, text("working"));
        desk.aside(
                () -> desk.till().activate(relay, code, (done, total) -> desk.later(() -> view.progress(done, total))),
                activated -> {
                    working = false;
                    view.working(false, "");
                    desk.activated();
                },
                refused -> {
                    working = false;
                    view.working(false, String.valueOf(refused.getMessage()));
                    desk.sounds().blocked();
                });
    }
}
