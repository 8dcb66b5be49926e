package org.tillmesh.app.sale;

import java.util.List;
import java.util.function.Consumer;
import javax.swing.DefaultListModel;
import javax.swing.JButton;
import javax.swing.JList;
import javax.swing.JScrollPane;
import javax.swing.ListSelectionModel;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.Look;
import org.tillmesh.app.frame.Theme;
import org.tillmesh.till.counter.CounterAnswers;

/** The codes of the cart that stand for nothing here: each is looked up by name or dropped. Esc leaves them in the cart. */
final class UnknownPanel {
    private final Desk desk;
    private final Consumer<CounterAnswers.Cart> changed;
    private final Consumer<String> lookUp;
    private final Runnable settled;
    private final DefaultListModel<String> codes = new DefaultListModel<>();
    private final JList<String> list = new JList<>(codes);

    /** @param lookUp goes on with a code by its name; @param settled what comes after the last one */
    UnknownPanel(Desk desk, Consumer<CounterAnswers.Cart> changed, Consumer<String> lookUp, Runnable settled) {
        this.desk = desk;
        this.changed = changed;
        this.lookUp = lookUp;
        this.settled = settled;
    }

    void open(List<String> unknown) {
        Language in = desk.language();
        show(unknown);
        list.setName("unknown-codes");
        list.setFont(Theme.semibold(18));
        list.setFixedCellHeight(48);
        list.setVisibleRowCount(4);
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        var card = Look.card("insets 24, gap 12, wrap 1, fillx", "[grow,fill]", "");
        card.add(Look.label(in.text("unknownCodes"), Theme.semibold(22), "text"));
        card.add(Look.label(in.text("unknownLead"), Theme.font(15), "second"), "wmin 0");
        card.add(new JScrollPane(list), "h 96:200:200");
        JButton search = Theme.styled(Look.button(in.text("lookUp") + "  Enter", "search"), "primary");
        search.addActionListener(event -> lookUp());
        JButton drop = Look.button(in.text("drop") + "  Del", "x");
        drop.addActionListener(event -> drop(list.getSelectedValue()));
        JButton all = Look.button(in.text("dropAll") + "  F8", "trash");
        all.addActionListener(event -> drop(null));
        JButton back = Look.button(in.text("back") + "  Esc", "arrow-back");
        back.addActionListener(event -> desk.overlay().escape());
        var row = Look.transparent("insets 0, gap 8, fillx, wrap 2", "[grow,fill,sg b][grow,fill,sg b]", "[56!,fill]");
        for (JButton button : List.of(search, drop, all, back)) {
            button.setFocusable(false);
            row.add(button, "wmin 0");
        }
        card.add(row);
        desk.overlay().open(card, list, in, "w 420:460:560", this::lookUp, () -> {}, key -> {
            switch (key) {
                case REMOVE -> drop(list.getSelectedValue());
                case DRAWER -> drop(null);
                default -> {
                    return false;
                }
            }
            return true;
        });
    }

    private void show(List<String> unknown) {
        int at = Math.max(0, list.getSelectedIndex());
        codes.clear();
        codes.addAll(unknown);
        list.setSelectedIndex(Math.min(at, codes.size() - 1));
    }

    private void lookUp() {
        String code = list.getSelectedValue();
        if (code != null) {
            desk.overlay().close();
            lookUp.accept(code);
        }
    }

    /** @param code null: all of them */
    private void drop(@Nullable String code) {
        desk.run(() -> desk.till().counter().dropUnknown(code), cart -> {
            changed.accept(cart);
            show(cart.unknown());
            if (cart.unknown().isEmpty()) {
                desk.overlay().close();
                settled.run();
            }
        });
    }
}
