package org.tillmesh.app.reports;

import java.awt.Component;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import javax.swing.DefaultListModel;
import javax.swing.JList;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.ListSelectionModel;
import org.tillmesh.app.frame.Pane;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.keys.Typing;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;

/** A list under a field that narrows it. */
final class ChoicePanel implements Pane, ChoiceView {
    private final SwingDesk desk;
    private final ChoicePresenter presenter;
    private final DefaultListModel<String> names = new DefaultListModel<>();
    private final JList<String> list = new JList<>(names);
    private final JTextField field = new JTextField();
    private final Look.Card card = Look.card("insets 24, gap 12, wrap 1, fillx", "[grow,fill]", "");
    private boolean showing;

    ChoicePanel(SwingDesk desk, ChoicePresenter presenter) {
        this.desk = desk;
        this.presenter = presenter;
        field.setName("choice-field");
        field.setFont(Theme.font(18));
        field.getDocument()
                .addDocumentListener(
                        new Typing(() -> presenter.typed(field.getText().strip())));
        list.setName("choices");
        list.setFont(Theme.font(15));
        list.setFixedCellHeight(Theme.px(44));
        list.setFocusable(false);
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        list.addListSelectionListener(event -> {
            if (!showing) {
                presenter.select(list.getSelectedIndex());
            }
        });
        list.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent event) {
                int at = list.locationToIndex(event.getPoint());
                if (at >= 0 && list.getCellBounds(at, at).contains(event.getPoint())) {
                    presenter.select(at);
                    presenter.take();
                }
            }
        });
        card.add(Look.label(presenter.title(), Theme.semibold(22), "text"), "wmin 0");
        card.add(field, "h 48!");
        card.add(new JScrollPane(list), "h 132:400:400");
        presenter.open(this);
    }

    @Override
    public void choices(List<String> now, int selected) {
        showing = true;
        names.clear();
        names.addAll(now);
        if (selected >= 0) {
            list.setSelectedIndex(selected);
            list.ensureIndexIsVisible(selected);
        }
        showing = false;
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
        return field;
    }

    @Override
    public KeyMap keys() {
        return presenter.keys();
    }

    @Override
    public boolean scanned(String code) {
        presenter.scanned(code);
        return true;
    }
}
