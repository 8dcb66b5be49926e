package org.tillmesh.app.customer;

import java.awt.Component;
import java.util.List;
import javax.swing.DefaultListModel;
import javax.swing.JList;
import javax.swing.JScrollPane;
import javax.swing.ListSelectionModel;
import org.tillmesh.app.frame.KeyButton;
import org.tillmesh.app.frame.Pane;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;

/** The values of one field of a customer, to choose one of. */
final class ConflictPanel implements Pane, ConflictView {
    private final SwingDesk desk;
    private final ConflictPresenter presenter;
    private final DefaultListModel<String> values = new DefaultListModel<>();
    private final JList<String> list = new JList<>(values);
    private final Look.ColoredLabel lead = Look.wrapped(" ", Theme.font(15), "second", 400);
    private final Look.ColoredLabel note = Look.wrapped(" ", Theme.font(13), "danger", 400);
    private final Look.Card card = Look.card("insets 24, gap 12, wrap 1, fillx", "[grow,fill]", "");

    ConflictPanel(SwingDesk desk, ConflictPresenter presenter) {
        this.desk = desk;
        this.presenter = presenter;
        Language in = desk.language();
        list.setName("conflict-values");
        list.setFont(Theme.semibold(18));
        list.setFixedCellHeight(48);
        list.setFixedCellWidth(1); // as wide as its window
        list.setVisibleRowCount(3);
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        card.add(Look.label(in.text("settleCustomer"), Theme.semibold(22), "text"));
        card.add(lead);
        card.add(new JScrollPane(list), "h 96:150:150");
        card.add(note);
        var row = Look.transparent("insets 0, gap 8, fillx", "[grow,fill,sg b][grow,fill,sg b]", "[56!,fill]");
        KeyMap keys = presenter.keys();
        for (FunctionKey key : List.of(FunctionKey.ESCAPE, FunctionKey.ENTER)) {
            var button = new KeyButton(desk, key);
            keys.get(key).ifPresent(button::show);
            row.add(key == FunctionKey.ENTER ? button.in("primary") : button, "wmin 0");
        }
        card.add(row);
        presenter.open(this);
    }

    @Override
    public void values(String field, List<String> now) {
        lead.setText(desk.language().text("settleLead", field));
        values.clear();
        now.forEach(value -> values.addElement(desk.language().name(value, value)));
    }

    @Override
    public int selected() {
        return Math.max(0, list.getSelectedIndex());
    }

    @Override
    public void select(int index) {
        list.setSelectedIndex(index);
        list.ensureIndexIsVisible(index);
    }

    @Override
    public void note(String words) {
        note.setText(words.isEmpty() ? " " : words);
        card.revalidate();
    }

    @Override
    public void close() {
        desk.overlay().close();
    }

    @Override
    public Component component() {
        return card;
    }

    @Override
    public Component focus() {
        return list;
    }

    @Override
    public KeyMap keys() {
        return presenter.keys();
    }
}
