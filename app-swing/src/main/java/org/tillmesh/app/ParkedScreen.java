package org.tillmesh.app;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.till.Answers;

/** The store's parked carts as cards; the first one opens by Enter. */
final class ParkedScreen extends Screen {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 12;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final JLabel title = Look.label("", Theme.semibold(22), "text");
    private final JPanel cards = Look.transparent(
            "insets 0, gap 12, wrap 3, fillx", "[grow,fill,sg c][grow,fill,sg c][grow,fill,sg c]", "[96!,fill]");
    private final JButton back = Look.button("", "arrow-back");
    private transient List<Answers.ParkedCart> carts = List.of();

    ParkedScreen(Desk desk) {
        super(desk);
        setOpaque(false);
        setLayout(new MigLayout("insets 24, gap 16, fill, wrap 1", "[grow,fill]", "[][grow,fill,top][48!]"));
        add(title);
        add(cards, "aligny top");
        add(back, "growx 0, w 200!");
        back.addActionListener(event -> escape());
    }

    @Override
    void shown() {
        back.requestFocusInWindow();
        desk.run(desk.till()::parked, found -> {
            carts = found;
            translate();
        });
    }

    @Override
    void translate() {
        title.setText(text("parkedCarts"));
        back.setText(text("back") + "  Esc");
        cards.removeAll();
        for (Answers.ParkedCart cart : carts.subList(0, Math.min(SHOWN, carts.size()))) {
            String at = CLOCK.format(cart.at().atZone(ZoneId.of("Asia/Riyadh")));
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
            card.addActionListener(event -> recall(cart, !cart.homeReachable()));
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

    private void recall(Answers.ParkedCart cart, boolean force) {
        desk.run(() -> desk.till().recall(cart.id(), force), now -> desk.show(Desk.Place.SALE));
    }

    @Override
    void enter() {
        if (!carts.isEmpty()) {
            recall(carts.get(0), !carts.get(0).homeReachable());
        }
    }

    @Override
    void escape() {
        desk.show(Desk.Place.SALE);
    }
}
