package org.tillmesh.app.sale;

import java.awt.Insets;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.ButtonGroup;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JToggleButton;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.look.Face;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.till.counter.CounterAnswers;

/** Categories and their first products as tiles. */
final class QuickKeys extends JPanel implements QuickKeysView {
    private static final long serialVersionUID = 1;

    private final transient Desk desk;
    private final transient Consumer<String> chosen;
    private final transient Consumer<CounterAnswers.Product> picked;
    private final JPanel tabs = Look.transparent(
            "insets 0, gap 8, wrap 4, fillx",
            "[grow,fill,sg t][grow,fill,sg t][grow,fill,sg t][grow,fill,sg t]",
            "[40:44:44,fill]");
    private final JPanel tiles = Look.transparent(
            "insets 0, gap 8, wrap 3, fillx", "[grow,fill,sg t][grow,fill,sg t][grow,fill,sg t]", "[56:72:72,fill]");

    /** @param chosen told of a category's id; @param picked told of a product */
    QuickKeys(Desk desk, Consumer<String> chosen, Consumer<CounterAnswers.Product> picked) {
        super(new MigLayout("insets 0, gap 8, fill, wrap 1", "[0:0:,grow,fill]", "[]8[grow,top]"));
        this.desk = desk;
        this.chosen = chosen;
        this.picked = picked;
        setOpaque(false);
        add(tabs);
        add(tiles);
    }

    @Override
    public void show(List<Tab> offered, List<CounterAnswers.Product> products) {
        tabs.removeAll();
        var group = new ButtonGroup();
        for (Tab tab : offered) {
            tabs.add(button(tab, group), "w 60::");
        }
        tiles.removeAll();
        for (CounterAnswers.Product product : products) {
            tiles.add(tile(product));
        }
        applyComponentOrientation(Look.orientation(desk.language()));
        revalidate();
        repaint();
    }

    private JToggleButton button(Tab tab, ButtonGroup group) {
        var button = new JToggleButton(tab.name());
        button.setFont(Theme.font(13));
        button.setFocusable(false);
        button.setMargin(new Insets(0, 2, 0, 2));
        button.setSelected(tab.chosen());
        button.addActionListener(event -> chosen.accept(tab.id()));
        group.add(button);
        return button;
    }

    private JButton tile(CounterAnswers.Product product) {
        String name = desk.language().isRightToLeft() ? product.nameAr() : product.name();
        JButton tile = Face.over(
                new JButton(),
                name,
                Theme.font(12),
                Language.code(product.price().toString()));
        tile.setFocusable(false);
        tile.setMargin(new Insets(0, 0, 0, 0));
        tile.addActionListener(event -> picked.accept(product));
        return tile;
    }
}
