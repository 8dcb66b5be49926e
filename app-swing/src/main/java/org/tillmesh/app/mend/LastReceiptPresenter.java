package org.tillmesh.app.mend;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.till.shop.TillException;

/** Takes the QR of the till's last receipt, by which it knows the head of its invoice chain again. Esc changes nothing. */
public final class LastReceiptPresenter extends Presenter {
    private @Nullable LastReceiptView view;
    private boolean busy;

    public LastReceiptPresenter(Desk desk) {
        super(desk);
    }

    void open(LastReceiptView opened) {
        view = opened;
    }

    private LastReceiptView view() {
        return Objects.requireNonNull(view);
    }

    @Override
    public KeyMap keys() {
        return new KeyMap(desk.language())
                .key(FunctionKey.ENTER, "lastReceiptConfirm", "check", this::enter)
                .key(FunctionKey.ESCAPE, "cancel", "x", () -> {});
    }

    private void enter() {
        scanned(view().code().strip());
    }

    @Override
    public void scanned(String qr) {
        if (busy) {
            return;
        }
        if (qr.isEmpty()) {
            wrong(text("lastReceiptScan"));
            return;
        }
        busy = true;
        desk.approvable(
                approve -> desk.till().invoices().confirmHead(qr, approve),
                known -> {
                    busy = false;
                    desk.sounds().done();
                    desk.say(text("lastReceiptDone"), false);
                    view().close();
                },
                this::notConfirmed);
    }

    private void notConfirmed(TillException refused) {
        busy = false;
        wrong(String.valueOf(refused.getMessage()));
    }

    private void wrong(String words) {
        desk.sounds().blocked();
        view().wrong(words);
    }
}
