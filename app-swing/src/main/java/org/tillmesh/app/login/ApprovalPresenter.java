package org.tillmesh.app.login;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Mend;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.till.people.PeopleAnswers;
import org.tillmesh.till.people.PeopleRefusal;
import org.tillmesh.till.shop.TillException;

/**
 * A manager's word for one command, where it was refused. A wrong PIN leaves it open and says how many tries are left;
 * whatever else is refused then is told by whoever asked.
 */
public final class ApprovalPresenter<T> extends Presenter {
    private final TillException asked;
    private final Desk.Approvable<T> work;
    private final Consumer<T> onDone;
    private final Consumer<TillException> onRefused;
    private @Nullable ApprovalView view;
    private boolean busy;
    private boolean left;

    /**
     * @param asked what was refused, in words
     * @param work is tried again with the PIN
     * @param onRefused told once: of another refusal, or of the first one by Esc
     */
    public ApprovalPresenter(
            Desk desk,
            TillException asked,
            Desk.Approvable<T> work,
            Consumer<T> onDone,
            Consumer<TillException> onRefused) {
        super(desk);
        this.asked = asked;
        this.work = work;
        this.onDone = onDone;
        this.onRefused = onRefused;
    }

    void open(ApprovalView opened) {
        view = opened;
        PeopleAnswers.Session session = desk.session();
        String why = String.valueOf(asked.getMessage());
        boolean hasAct = asked.sentence().kind() == PeopleRefusal.NOT_ALONE
                && asked.sentence().arguments().get(0) instanceof Sentence;
        String what = hasAct ? ((Sentence) asked.sentence().arguments().get(0)).in(desk.reader()) : why;
        opened.asked(
                what,
                hasAct ? why : "",
                session == null ? "" : text("approvalAsked", desk.language().name(session.name(), session.nameAr())));
    }

    private ApprovalView view() {
        return Objects.requireNonNull(view);
    }

    @Override
    public KeyMap keys() {
        return new KeyMap(desk.language())
                .key(FunctionKey.ENTER, "approve", "check", this::approve)
                .key(FunctionKey.ESCAPE, "refuse", "x", this::refuse);
    }

    private void refuse() {
        if (!left) {
            left = true;
            onRefused.accept(asked);
        }
    }

    void approve() {
        String pin = view().pin();
        if (busy || left) {
            return;
        }
        if (pin.isEmpty()) {
            desk.sounds().blocked();
            view().problem(text("approvalHint"));
            return;
        }
        busy = true;
        view().busy(true);
        desk.run(
                () -> work.with(pin),
                done -> {
                    end();
                    onDone.accept(done);
                },
                this::notApproved);
    }

    private void notApproved(TillException refused) {
        boolean tryAgain =
                switch (refused.code()) {
                    case WRONG_PIN, LOCKED, PIN_CHANGE -> true;
                    default -> Mend.of(refused) == Mend.APPROVAL;
                };
        busy = false;
        if (tryAgain && !left) {
            desk.sounds().blocked();
            view().busy(false);
            view().problem(String.valueOf(refused.getMessage()));
            return;
        }
        end();
        onRefused.accept(refused);
    }

    /** Who left it meanwhile has closed it. */
    private void end() {
        busy = false;
        if (!left) {
            left = true;
            view().close();
        }
    }
}
