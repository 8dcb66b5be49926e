package org.tillmesh.app.sale;

import java.awt.Component;
import java.util.List;
import javax.swing.DefaultListModel;
import javax.swing.JList;
import javax.swing.JScrollPane;
import javax.swing.ListSelectionModel;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.KeyButton;
import org.tillmesh.app.frame.Pane;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyAction;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;

/** The list of unknown codes with what can be done with each. */
final class UnknownPanel implements Pane, UnknownView {
    private final SwingDesk desk;
    private final UnknownPresenter presenter;
    private final DefaultListModel<String> codes = new DefaultListModel<>();
    private final JList<String> list = new JList<>(codes);
    private final Look.Card card = Look.card("insets 24, gap 12, wrap 1, fillx", "[grow,fill]", "");

    UnknownPanel(SwingDesk desk, UnknownPresenter presenter) {
        this.desk = desk;
        this.presenter = presenter;
        Language in = desk.language();
        list.setName("unknown-codes");
        list.setFont(Theme.semibold(18));
        list.setFixedCellHeight(Theme.px(48));
        list.setVisibleRowCount(4);
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        card.add(Look.label(in.text("unknownCodes"), Theme.semibold(22), "text"));
        card.add(Look.label(in.text("unknownLead"), Theme.font(15), "second"), "wmin 0");
        card.add(new JScrollPane(list), "h 96:200:200");
        var row = Look.transparent("insets 0, gap 8, fillx, wrap 2", "[grow,fill,sg b][grow,fill,sg b]", "[56!,fill]");
        KeyMap keys = presenter.keys();
        for (FunctionKey key : List.of(FunctionKey.ENTER, FunctionKey.DELETE, FunctionKey.F8, FunctionKey.ESCAPE)) {
            KeyAction action = keys.get(key).orElseThrow();
            var button = new KeyButton(desk, key);
            if (key == FunctionKey.ENTER) {
                button.in("primary");
            }
            button.show(action);
            row.add(button, "wmin 0");
        }
        card.add(row);
        presenter.open(this);
    }

    @Override
    public void codes(List<String> now) {
        int at = Math.max(0, list.getSelectedIndex());
        codes.clear();
        codes.addAll(now);
        list.setSelectedIndex(Math.min(at, codes.size() - 1));
    }

    @Override
    public @Nullable String selected() {
        return list.getSelectedValue();
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
