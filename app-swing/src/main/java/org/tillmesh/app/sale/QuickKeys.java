package org.tillmesh.app.sale;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Insets;
import java.awt.LayoutManager;
import java.util.ArrayList;
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

/** Categories and their products as tiles: as many as fit with their names whole, and a key to the next ones. */
final class QuickKeys extends JPanel implements QuickKeysView {
    private static final long serialVersionUID = 1;
    private static final float NAME = 13;

    private final transient Desk desk;
    private final transient Consumer<String> chosen;
    private final transient Consumer<CounterAnswers.Product> picked;
    private final JPanel tabs = Look.transparent(
            "insets 0, gap 8, wrap 4, fillx",
            "[grow,fill,sg t][grow,fill,sg t][grow,fill,sg t][grow,fill,sg t]",
            "[40:44:44,fill]");
    private final JPanel tiles = new JPanel(new Fitting());
    private final JButton onward = new JButton();
    private final transient List<JButton> made = new ArrayList<>();
    private transient List<CounterAnswers.Product> products = List.of();
    private int first;

    /** @param chosen told of a category's id; @param picked told of a product */
    QuickKeys(Desk desk, Consumer<String> chosen, Consumer<CounterAnswers.Product> picked) {
        super(new MigLayout("insets 0, gap 8, fill, wrap 1", "[0:0:,grow,fill]", "[]8[grow,fill]"));
        this.desk = desk;
        this.chosen = chosen;
        this.picked = picked;
        setOpaque(false);
        tiles.setOpaque(false);
        add(tabs);
        add(tiles, "hmin 0, grow");
        onward.setFocusable(false);
        onward.setName("tiles-onward");
        onward.setLayout(new BorderLayout());
        onward.addActionListener(event -> turn());
    }

    @Override
    public void show(List<Tab> offered, List<CounterAnswers.Product> now) {
        tabs.removeAll();
        var group = new ButtonGroup();
        for (Tab tab : offered) {
            tabs.add(button(tab, group), "w 60::");
        }
        boolean another = !now.equals(products);
        products = now;
        first = another ? 0 : first;
        tiles.removeAll();
        made.clear();
        for (CounterAnswers.Product product : now) {
            JButton tile = tile(product);
            made.add(tile);
            tiles.add(tile);
        }
        onward.setText(desk.language().text("moreTiles"));
        onward.setFont(Theme.semibold(NAME));
        tiles.add(onward);
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
                Theme.font(NAME),
                Language.code(product.price().toString()));
        tile.setName("tile");
        tile.setFocusable(false);
        tile.setMargin(new Insets(0, 0, 0, 0));
        tile.addActionListener(event -> picked.accept(product));
        return tile;
    }

    /** The next ones, or the first again after the last. */
    private void turn() {
        int shown = ((Fitting) tiles.getLayout()).shown;
        first = first + shown >= made.size() ? 0 : first + shown;
        tiles.revalidate();
        tiles.repaint();
    }

    /** Rows of equal width, each as high as the longest of its names needs; what does not fit waits for its turn. */
    private final class Fitting implements LayoutManager {
        private static final int WIDTH = 128;
        private static final int LEAST = 56;
        private static final int GAP = 8;
        private static final int AROUND = 20;

        private int shown;

        @Override
        public void addLayoutComponent(String name, Component part) {}

        @Override
        public void removeLayoutComponent(Component part) {}

        @Override
        public Dimension preferredLayoutSize(Container parent) {
            return new Dimension(Theme.px(WIDTH), Theme.px(LEAST));
        }

        @Override
        public Dimension minimumLayoutSize(Container parent) {
            return preferredLayoutSize(parent);
        }

        @Override
        public void layoutContainer(Container parent) {
            int gap = Theme.px(GAP);
            int columns = Math.max(2, (parent.getWidth() + gap) / (Theme.px(WIDTH) + gap));
            int width = (parent.getWidth() - (columns - 1) * gap) / columns;
            for (Component part : parent.getComponents()) {
                part.setBounds(0, 0, 0, 0);
            }
            int fits = place(columns, width, parent.getHeight(), made.size() - first, false);
            boolean more = first > 0 || fits < made.size() - first;
            if (more) {
                for (Component part : parent.getComponents()) {
                    part.setBounds(0, 0, 0, 0);
                }
                fits = place(columns, width, parent.getHeight(), fits, true);
            }
            shown = Math.max(1, fits);
            for (Component part : parent.getComponents()) {
                boolean shows = part.getWidth() > 0;
                if (part.isVisible() != shows) {
                    part.setVisible(shows);
                }
            }
        }

        /** @param withKey whether the last place is the key's that shows the next ones. @return how many are shown */
        private int place(int columns, int width, int height, int most, boolean withKey) {
            int gap = Theme.px(GAP);
            int y = 0;
            int placed = 0;
            int places = withKey ? most + 1 : most;
            int at = 0;
            while (at < places) {
                int row = Math.min(columns, places - at);
                int rowHeight = Theme.px(LEAST);
                for (int i = 0; i < row && at + i < most; i++) {
                    rowHeight = Math.max(rowHeight, needed(first + at + i, width));
                }
                if (y + rowHeight > height) {
                    break;
                }
                for (int i = 0; i < row; i++) {
                    int x = tiles.getComponentOrientation().isLeftToRight()
                            ? i * (width + gap)
                            : tiles.getWidth() - (i + 1) * width - i * gap;
                    boolean isKey = withKey && at + i == most;
                    Component part = isKey ? onward : made.get(first + at + i);
                    part.setBounds(x, y, width, rowHeight);
                    placed += isKey ? 0 : 1;
                }
                y += rowHeight + gap;
                at += row;
            }
            if (withKey && placed == most && onward.getWidth() == 0 && most > 1) { // no place was left for the key
                for (int i = first; i < first + most; i++) {
                    made.get(i).setBounds(0, 0, 0, 0);
                }
                return place(columns, width, height, most - 1, true);
            }
            return placed;
        }

        private int needed(int index, int width) {
            CounterAnswers.Product product = products.get(index);
            String name = desk.language().isRightToLeft() ? product.nameAr() : product.name();
            var metrics = getFontMetrics(Theme.font(NAME));
            int lines = Look.lines(name, metrics, width - Theme.px(AROUND));
            return lines * metrics.getHeight()
                    + getFontMetrics(Theme.semibold(13)).getHeight()
                    + Theme.px(10);
        }
    }
}
