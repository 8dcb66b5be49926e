package org.tillmesh.app.cart;

import java.awt.Component;
import java.util.List;
import java.util.SortedSet;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JToggleButton;
import org.tillmesh.app.frame.KeyButton;
import org.tillmesh.app.frame.Pane;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Face;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.till.counter.CounterAnswers;

/** The lines of the cart as keys that stay down: those go aside. */
public final class SplitPanel implements Pane, SplitPresenter.View {
    private final SwingDesk desk;
    private final SplitPresenter presenter;
    private final Look.Card card = Look.card("insets 20, gap 8, wrap 1, fillx", "[grow,fill]", "");
    private final JPanel rows = Look.transparent("insets 0, gap 4, wrap 1, fillx", "[0:0:,grow,fill]", "[52!,fill]");
    private final JLabel sum = Look.label("", Theme.semibold(15), "text");

    private SplitPanel(SwingDesk desk, SplitPresenter presenter) {
        this.desk = desk;
        this.presenter = presenter;
        Language in = desk.language();
        card.add(Look.label(in.text("splitCart"), Theme.semibold(22), "text"));
        card.add(Look.wrapped(in.text("splitLead"), Theme.font(13), "second", 420), "wmin 0");
        var scroll = new JScrollPane(new Look.Column(rows));
        scroll.setBorder(null);
        scroll.getViewport().setOpaque(false);
        scroll.setOpaque(false);
        card.add(scroll, "h 104:320:320");
        sum.setName("split-sum");
        card.add(sum);
        var buttons = Look.transparent("insets 0, gap 8, fillx", "[grow,fill,sg b][grow,fill,sg b]", "[56!,fill]");
        KeyMap keys = presenter.keys();
        for (FunctionKey key : List.of(FunctionKey.ESCAPE, FunctionKey.F6)) {
            var button = new KeyButton(desk, key);
            button.show(keys.get(key).orElseThrow());
            buttons.add(key == FunctionKey.F6 ? button.in("primary") : button);
        }
        card.add(buttons);
        presenter.open(this);
    }

    public static void open(SwingDesk desk, SplitPresenter presenter) {
        desk.overlay().open(new SplitPanel(desk, presenter), desk.language());
    }

    @Override
    public void lines(List<CounterAnswers.Line> lines, SortedSet<Integer> chosen, int at, String words) {
        if (rows.getComponentCount() != lines.size()) {
            rows.removeAll();
            for (int i = 0; i < lines.size(); i++) {
                rows.add(row(lines.get(i), i));
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            ((JToggleButton) rows.getComponent(i)).setSelected(chosen.contains(i));
        }
        sum.setText(words);
        Component focused = rows.getComponent(at);
        focused.requestFocusInWindow();
        rows.scrollRectToVisible(focused.getBounds());
    }

    private JToggleButton row(CounterAnswers.Line line, int index) {
        JToggleButton row = Face.beside(
                new JToggleButton(),
                Theme.icon("shopping-cart", 20),
                desk.language().name(line.name(), line.nameAr()),
                Theme.semibold(15),
                Language.code(line.qty() + " × " + line.price() + " = " + line.total()));
        row.setName("split-line");
        row.addActionListener(event -> presenter.toggle(index));
        row.applyComponentOrientation(Look.orientation(desk.language()));
        return row;
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
        return rows.getComponent(0);
    }

    @Override
    public KeyMap keys() {
        return presenter.keys();
    }
}
