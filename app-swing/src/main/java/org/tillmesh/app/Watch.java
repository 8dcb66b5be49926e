package org.tillmesh.app;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Refresh;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.links.LinkAnswers;

/** Looks how the till stands, shows it at the top of the window, and tells what is new of its invoices. */
final class Watch {
    private final Desk desk;
    private final WindowFrame window;
    private final BooleanSupplier looks;
    private final Consumer<LinkAnswers.Status> heard;
    private final Refresh<TillSnapshot> looking;
    private TillSnapshot standing = TillSnapshot.UNKNOWN;

    /** @param looks whether there is a till to look at; @param heard told after each look */
    Watch(Desk desk, WindowFrame window, BooleanSupplier looks, Consumer<LinkAnswers.Status> heard) {
        this.desk = desk;
        this.window = window;
        this.looks = looks;
        this.heard = heard;
        looking = new Refresh<>(desk, () -> TillSnapshot.of(desk.till()), this::stands, refused -> show());
    }

    TillSnapshot standing() {
        return standing;
    }

    /** Knows it from somebody else. */
    void known(LinkAnswers.Status now) {
        standing = standing.with(now);
    }

    void look() {
        if (looks.getAsBoolean()) {
            looking.ask();
        } else {
            show();
        }
    }

    void show() {
        window.status(standing, desk.language());
    }

    private void stands(TillSnapshot now) {
        LinkAnswers.Status before = standing.status();
        standing = now;
        show();
        LinkAnswers.Status status = now.status();
        if (status != null) {
            news(before == null ? null : before.zatca(), status.zatca());
            heard.accept(status);
        }
    }

    /** Tells of invoices that were cleared or rejected since the last look; the top bar goes on saying how many there are. */
    private void news(InvoiceAnswers.@Nullable Zatca before, InvoiceAnswers.Zatca now) {
        if (before == null) {
            return;
        }
        if (now.rejected() > before.rejected()) {
            desk.sounds().unknown();
            desk.say(desk.language().text("noticeRejected"), true);
        } else if (now.toPrint() > before.toPrint()) {
            desk.sounds().done();
            desk.say(desk.language().text("noticeCleared"), false);
        }
    }
}
