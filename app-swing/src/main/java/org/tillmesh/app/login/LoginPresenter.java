package org.tillmesh.app.login;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.frame.Refresh;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.retail.company.PinRule;
import org.tillmesh.till.links.LinkAnswers;
import org.tillmesh.till.people.PeopleAnswers;
import org.tillmesh.till.shop.Topic;

/** Who is at the till: a user and a PIN. Also the lock: the cart stays behind it. */
public final class LoginPresenter extends Presenter {
    private static final int COLUMNS = 2;

    private final LoginView view;
    private final Refresh<List<PeopleAnswers.Session>> looking;
    private List<PeopleAnswers.Session> users = List.of();
    private PeopleAnswers.@Nullable Session chosen;
    private boolean loading = true;
    private boolean enterWaits;

    LoginPresenter(Desk desk, LoginView view) {
        super(desk);
        this.view = view;
        looking = new Refresh<>(desk, () -> desk.till().people().users(), this::found);
    }

    @Override
    public void shown() {
        view.clearPin();
        view.problem("");
        loading = true;
        enterWaits = false;
        if (desk.session() != null) {
            chosen = desk.session(); // behind the lock
        }
        looking.ask();
        view.focusPin();
    }

    /** Users come from head office too. */
    @Override
    public void changed(Topic topic) {
        if (topic == Topic.STATUS) {
            looking.ask();
        }
    }

    private void found(List<PeopleAnswers.Session> found) {
        users = found;
        loading = false;
        chosen = users.stream()
                .filter(user -> isSame(user, chosen))
                .findFirst()
                .orElse(users.isEmpty() ? null : users.get(0));
        render();
        if (enterWaits) {
            enterWaits = false;
            enter();
        }
    }

    private static boolean isSame(PeopleAnswers.Session user, PeopleAnswers.@Nullable Session other) {
        return other != null && user.userId().equals(other.userId());
    }

    @Override
    public void render() {
        view.users(users, chosen, desk.session() != null, loading);
    }

    public boolean hasUsers() {
        return !users.isEmpty();
    }

    @Override
    public KeyMap keys() {
        return desk.keys()
                .key(FunctionKey.UP, "chooseUser", () -> move(-COLUMNS))
                .key(FunctionKey.DOWN, "chooseUser", () -> move(COLUMNS))
                .key(FunctionKey.BACK, "chooseUser", () -> move(-1))
                .key(FunctionKey.ONWARD, "chooseUser", () -> move(1))
                .key(FunctionKey.ENTER, "logIn", this::enter);
    }

    private void move(int by) {
        int to = (chosen == null ? -1 : users.indexOf(chosen)) + by;
        if (to >= 0 && to < users.size()) {
            choose(users.get(to));
        }
    }

    void choose(PeopleAnswers.Session user) {
        chosen = user;
        view.clearPin(); // what was typed was meant for another
        render();
        view.focusPin();
    }

    /** What was typed before the users are known waits for them. */
    private void enter() {
        String typed = view.pin();
        PeopleAnswers.Session user = chosen;
        if (typed.isEmpty()) {
            view.problem(text("pinFirst"));
            view.focusPin();
        } else if (loading) {
            enterWaits = true;
            view.problem(text("working"));
        } else if (user == null) {
            desk.sounds().blocked();
            view.problem(text("noUsers"));
        } else {
            logIn(user, typed);
        }
    }

    private record Entered(
            PeopleAnswers.Session session, LinkAnswers.Status status, PinRule rule, boolean pinInTheWay) {}

    private void logIn(PeopleAnswers.Session user, String typed) {
        desk.run(
                () -> new Entered(
                        desk.till().people().login(user.userId(), typed),
                        desk.till().links().status(),
                        desk.till().people().pinRule(),
                        desk.till().people().isPinInTheWay()),
                entered -> {
                    view.clearPin();
                    view.problem("");
                    letIn(entered, typed);
                },
                refused -> {
                    view.clearPin();
                    view.problem(String.valueOf(refused.getMessage()));
                    desk.sounds().blocked();
                });
    }

    /** A new PIN is offered to whoever comes; whoever only unlocks the till again is asked where nothing goes on without. */
    private void letIn(Entered entered, String typed) {
        boolean comes = desk.entered(entered.session(), entered.status());
        if (entered.session().changePin() && (comes || entered.pinInTheWay())) {
            view.offerNewPin(new NewPinPresenter(desk, entered.rule(), typed));
        }
    }
}
