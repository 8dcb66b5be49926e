package org.tillmesh.app.sale;

import java.awt.Component;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.frame.FunctionBar;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Face;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.till.counter.CounterAnswers;

/** The store's parked carts as cards; Enter opens the one with the focus, at first the first. */
public final class ParkedScreen extends Screen implements ParkedView {
    private static final long serialVersionUID = 1;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final transient ParkedPresenter presenter;
    private final JLabel title = Look.label("", Theme.semibold(22), "text");
    private final JPanel cards = Look.transparent(
            "insets 0, gap 12, wrap 3, fillx", "[0:33%:,grow,fill][0:33%:,grow,fill][0:33%:,grow,fill]", "[96!,fill]");
    private final FunctionBar functionBar;

    public ParkedScreen(SwingDesk desk) {
        super(desk);
        setLayout(
                new MigLayout("insets 24 0 0 0, gap 0, fill, wrap 1", "[grow,fill]", "[]16[grow,fill,top]8[56!,fill]"));
        add(title, "gapx 24 24");
        var scroll = new JScrollPane(new Look.Column(cards));
        scroll.setBorder(null);
        scroll.setOpaque(false);
        scroll.getViewport().setOpaque(false);
        scroll.getVerticalScrollBar().setUnitIncrement(Theme.px(24));
        add(scroll, "h 100::, wmin 0, gapx 24 24");
        setFocusable(true);
        functionBar = new FunctionBar(desk);
        add(functionBar);
        presenter = new ParkedPresenter(desk, this);
    }

    @Override
    public ParkedPresenter presenter() {
        return presenter;
    }

    @Override
    public void translate() {
        title.setText(text("parkedCarts"));
    }

    @Override
    public void showKeys(KeyMap keys) {
        functionBar.show(keys);
    }

    @Override
    public void carts(List<CounterAnswers.ParkedCart> carts, int selected, boolean loading) {
        cards.removeAll();
        for (int i = 0; i < carts.size(); i++) {
            cards.add(card(carts.get(i), i));
        }
        if (carts.isEmpty() && !loading) {
            JLabel empty = Look.label(text("noParked"), Theme.font(18), "second");
            empty.setIcon(Theme.icon("shopping-cart", 48));
            cards.add(empty, "span 3");
        }
        applyComponentOrientation(Look.orientation(desk.language()));
        revalidate();
        repaint();
        if (!isShowing() || desk.overlay().isOpen()) {
            return;
        }
        if (carts.isEmpty()) {
            requestFocusInWindow();
        } else {
            Component card = cards.getComponent(selected);
            card.requestFocusInWindow();
            validate();
            cards.scrollRectToVisible(card.getBounds());
        }
    }

    private JButton card(CounterAnswers.ParkedCart cart, int index) {
        String at = CLOCK.format(cart.at().atZone(ZoneId.of(desk.zone())));
        JButton card = Face.beside(
                new JButton(),
                Theme.icon("shopping-cart", 20),
                cart.name().isEmpty() ? at : cart.name(),
                Theme.semibold(15),
                text(
                        "parkedBy",
                        String.valueOf(cart.lines()),
                        Language.code(cart.total().toString()),
                        Language.code(cart.till() + " " + at)));
        card.setName("parked-cart");
        card.addActionListener(event -> presenter.recall(index));
        return card;
    }
}
