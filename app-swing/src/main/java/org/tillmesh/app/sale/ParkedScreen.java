package org.tillmesh.app.sale;

import java.awt.Component;
import java.awt.KeyboardFocusManager;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Face;
import org.tillmesh.app.frame.FunctionBar;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.Look;
import org.tillmesh.app.frame.Panels;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.Theme;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.shop.TillException;

/** The store's parked carts as cards; Enter opens the one with the focus, at first the first. */
public final class ParkedScreen extends Screen {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 60;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final JLabel title = Look.label("", Theme.semibold(22), "text");
    private final JPanel cards = Look.transparent(
            "insets 0, gap 12, wrap 3, fillx", "[0:33%:,grow,fill][0:33%:,grow,fill][0:33%:,grow,fill]", "[96!,fill]");
    private final JButton back = Look.button("", "arrow-back");
    private transient List<CounterAnswers.ParkedCart> carts = List.of();

    public ParkedScreen(Desk desk) {
        super(desk);
        setOpaque(false);
        setLayout(new MigLayout("insets 24, gap 16, fill, wrap 1", "[grow,fill]", "[][grow,fill,top][48!]"));
        add(title);
        var scroll = new JScrollPane(new Look.Column(cards));
        scroll.setBorder(null);
        scroll.setOpaque(false);
        scroll.getViewport().setOpaque(false);
        scroll.getVerticalScrollBar().setUnitIncrement(24);
        add(scroll, "h 100::, wmin 0");
        add(back, "growx 0, w 200!");
        back.addActionListener(event -> escape());
    }

    @Override
    public void shown() {
        back.requestFocusInWindow();
        desk.run(desk.till().counter()::parked, found -> {
            carts = found;
            translate();
            arrow(0);
        });
    }

    @Override
    public void translate() {
        title.setText(text("parkedCarts"));
        back.setText(text("back") + "  Esc");
        cards.removeAll();
        for (CounterAnswers.ParkedCart cart : carts.subList(0, Math.min(SHOWN, carts.size()))) {
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
            card.addActionListener(event -> recall(cart, false));
            cards.add(card);
        }
        if (carts.isEmpty()) {
            JLabel empty = Look.label(text("noParked"), Theme.font(18), "second");
            empty.setIcon(Theme.icon("shopping-cart", 48));
            cards.add(empty, "span 3");
        }
        applyComponentOrientation(desk.language().orientation());
        revalidate();
        repaint();
    }

    /** A cart whose till can't be asked may be open there too: it is taken only by who was told so. */
    private void recall(CounterAnswers.ParkedCart cart, boolean force) {
        desk.run(() -> desk.till().counter().recall(cart.id(), force), now -> desk.show(Desk.Place.SALE), refused -> {
            desk.sounds().blocked();
            if (refused.code() == TillException.Code.OFFLINE && !force) {
                Panels.question(
                        desk,
                        text("recallAway", Language.code(cart.till())),
                        text("recallTwice", Language.code(cart.till()), cart.name()),
                        text("recallYes"),
                        () -> recall(cart, true));
            } else {
                desk.say(String.valueOf(refused.getMessage()), true);
            }
        });
    }

    @Override
    public List<FunctionBar.Hint> keys() {
        return List.of(hint("↑↓", "chooseLine"), hint("Enter", "resume"), hint("Esc", "back"));
    }

    @Override
    public boolean arrow(int by) {
        List<Component> all = List.of(cards.getComponents());
        int at = Math.max(
                0,
                all.indexOf(
                        KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner()));
        if (!carts.isEmpty()) {
            Component to = all.get(Math.max(0, Math.min(all.size() - 1, at + by)));
            to.requestFocusInWindow();
            cards.scrollRectToVisible(to.getBounds());
        }
        return true;
    }

    @Override
    public void enter() {
        arrow(0); // a card that has the focus takes Enter itself
    }

    @Override
    public void escape() {
        desk.show(Desk.Place.SALE);
    }
}
