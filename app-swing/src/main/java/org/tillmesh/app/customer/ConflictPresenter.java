package org.tillmesh.app.customer;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.till.counter.CounterAnswers;

/** Fields of a customer that tills apart wrote at once: field by field somebody chooses which value it is. */
final class ConflictPresenter extends Presenter {
    private final Runnable settled;
    private CounterAnswers.Customer customer;
    private @Nullable ConflictView view;
    private boolean busy;

    /** @param settled told when no field is left */
    ConflictPresenter(Desk desk, CounterAnswers.Customer customer, Runnable settled) {
        super(desk);
        this.customer = customer;
        this.settled = settled;
    }

    void open(ConflictView opened) {
        view = opened;
        render();
    }

    private ConflictView view() {
        return Objects.requireNonNull(view);
    }

    private String field() {
        return customer.conflicts().keySet().iterator().next();
    }

    private List<String> values() {
        return customer.conflicts().getOrDefault(field(), List.of());
    }

    @Override
    public void render() {
        view().values(text("field_" + field()), values());
        view().select(0);
    }

    @Override
    public KeyMap keys() {
        return new KeyMap(desk.language())
                .key(FunctionKey.UP, "chooseLine", () -> move(-1))
                .key(FunctionKey.DOWN, "chooseLine", () -> move(1))
                .key(FunctionKey.ENTER, "takeValue", "check", this::take)
                .key(FunctionKey.ESCAPE, "back", "arrow-back", settled);
    }

    private void move(int by) {
        view().select(Math.max(0, Math.min(values().size() - 1, view().selected() + by)));
    }

    private void take() {
        if (busy) {
            return;
        }
        busy = true;
        String value = values().get(view().selected());
        desk.run(
                () -> desk.till().counter().editCustomer(customer.id(), Map.of(field(), value), true),
                now -> {
                    busy = false;
                    customer = now;
                    view().note("");
                    if (now.conflicts().isEmpty()) {
                        view().close();
                        settled.run();
                    } else {
                        render();
                    }
                },
                refused -> {
                    busy = false;
                    desk.sounds().blocked();
                    view().note(String.valueOf(refused.getMessage()));
                });
    }
}
