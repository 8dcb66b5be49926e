package org.tillmesh.app.page;

import java.awt.CardLayout;
import java.awt.ComponentOrientation;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.DefaultListModel;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.ListSelectionModel;
import javax.swing.SwingConstants;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;

/** The rows of a page, or a sentence where there are none. */
final class PageList extends JPanel {
    private static final long serialVersionUID = 1;
    private static final int ROW = 60;

    private final CardLayout cards = new CardLayout();
    private final DefaultListModel<PageRow> rows = new DefaultListModel<>();
    private final JList<PageRow> list = new JList<>(rows);
    private final JLabel empty = Look.wrapped("", Theme.font(18), "second", 400);

    /** @param chosen told of a row that is touched; @param opened told when the chosen one is touched again */
    PageList(Consumer<String> chosen, Runnable opened) {
        setLayout(cards);
        setOpaque(false);
        list.setName("page-rows");
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        list.setFixedCellHeight(Theme.px(ROW));
        list.setFixedCellWidth(1); // as wide as its window
        list.setFocusable(false);
        list.setCellRenderer(new PageCell());
        list.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseReleased(MouseEvent event) {
                int at = list.locationToIndex(event.getPoint());
                if (at >= 0 && list.getCellBounds(at, at).contains(event.getPoint())) {
                    chosen.accept(rows.get(at).id());
                    if (event.getClickCount() == 2) {
                        opened.run();
                    }
                }
            }
        });
        empty.setName("page-empty");
        empty.setHorizontalAlignment(SwingConstants.CENTER);
        var nothing = Look.card("insets 24, fill", "[grow,center]", "[center]");
        nothing.add(empty, "wmin 0, growx");
        add(new JScrollPane(list), "rows");
        add(nothing, "empty");
    }

    void show(List<PageRow> now, String chosen, String ifNone, ComponentOrientation orientation) {
        boolean same = List.of(rows.toArray()).equals(now);
        if (!same) {
            rows.clear();
            rows.addAll(now);
        }
        empty.setText(ifNone);
        cards.show(this, now.isEmpty() ? "empty" : "rows");
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i).id().equals(chosen)) {
                list.setSelectedIndex(i);
                list.ensureIndexIsVisible(i);
            }
        }
        applyComponentOrientation(orientation);
    }
}
