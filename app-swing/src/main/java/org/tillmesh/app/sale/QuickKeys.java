package org.tillmesh.app.sale;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.swing.ButtonGroup;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JToggleButton;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Face;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.Look;
import org.tillmesh.app.frame.Theme;
import org.tillmesh.till.counter.CounterAnswers;

/** Categories and their first products as tiles. Never one button per product: only what fits. */
final class QuickKeys extends JPanel {
    private static final long serialVersionUID = 1;
    private static final int CATEGORIES = 7;
    private static final int TILES = 12;

    private final transient Desk desk;
    private final transient Consumer<CounterAnswers.Product> picked;
    private final JPanel tabs = Look.transparent(
            "insets 0, gap 8, wrap 4, fillx",
            "[grow,fill,sg t][grow,fill,sg t][grow,fill,sg t][grow,fill,sg t]",
            "[40:44:44,fill]");
    private final JPanel tiles = Look.transparent(
            "insets 0, gap 8, wrap 3, fillx", "[grow,fill,sg t][grow,fill,sg t][grow,fill,sg t]", "[56:72:72,fill]");
    private transient Map<String, List<String>> categories = Map.of();
    private transient List<CounterAnswers.Product> products = List.of();
    private String category = "";

    QuickKeys(Desk desk, Consumer<CounterAnswers.Product> picked) {
        super(new MigLayout("insets 0, gap 8, fill, wrap 1", "[0:0:,grow,fill]", "[]8[grow,top]"));
        this.desk = desk;
        this.picked = picked;
        setOpaque(false);
        add(tabs);
        add(tiles);
    }

    void load() {
        desk.run(desk.till().counter()::categories, found -> {
            categories = found;
            choose(
                    category.isEmpty() && !found.isEmpty()
                            ? found.keySet().iterator().next()
                            : category);
        });
    }

    private void choose(String id) {
        category = id;
        desk.run(() -> desk.till().counter().products(id, TILES), found -> {
            products = found;
            translate();
        });
    }

    void translate() {
        tabs.removeAll();
        var group = new ButtonGroup();
        addTab("", desk.language().text("favourites"), group);
        var ids = new ArrayList<>(categories.keySet());
        for (String id : ids.subList(0, Math.min(CATEGORIES, ids.size()))) {
            List<String> names = categories.getOrDefault(id, List.of(id, id));
            addTab(id, desk.language().isRightToLeft() ? names.get(1) : names.get(0), group);
        }
        tiles.removeAll();
        for (CounterAnswers.Product product : products) {
            tiles.add(tile(product));
        }
        applyComponentOrientation(desk.language().orientation());
        revalidate();
        repaint();
    }

    private void addTab(String id, String name, ButtonGroup group) {
        String shortName = name.contains(" and ") ? name.substring(0, name.indexOf(" and ")) : name;
        shortName = shortName.contains(" و") ? shortName.substring(0, shortName.indexOf(" و")) : shortName;
        var tab = new JToggleButton(shortName);
        tab.setFont(Theme.font(13));
        tab.setFocusable(false);
        tab.setMargin(new java.awt.Insets(0, 2, 0, 2));
        tab.setSelected(id.equals(category));
        tab.addActionListener(event -> choose(id));
        group.add(tab);
        tabs.add(tab, "w 60::");
    }

    private JButton tile(CounterAnswers.Product product) {
        String name = desk.language().isRightToLeft() ? product.nameAr() : product.name();
        JButton tile = Face.over(
                new JButton(),
                name,
                Theme.font(12),
                Language.code(product.price().toString()));
        tile.setFocusable(false);
        tile.setMargin(new java.awt.Insets(0, 0, 0, 0));
        tile.addActionListener(event -> picked.accept(product));
        return tile;
    }
}
