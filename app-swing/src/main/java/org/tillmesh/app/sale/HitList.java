package org.tillmesh.app.sale;

import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.DefaultListModel;
import javax.swing.JList;
import javax.swing.JScrollPane;
import javax.swing.ListSelectionModel;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.till.counter.CounterAnswers;

/** The products that a search has found, one a row. */
final class HitList extends JScrollPane implements HitsView {
    private static final long serialVersionUID = 1;

    private final transient Desk desk;
    private final DefaultListModel<CounterAnswers.Product> hits = new DefaultListModel<>();
    private final JList<CounterAnswers.Product> list = new JList<>(hits);

    HitList(Desk desk, Consumer<CounterAnswers.Product> picked) {
        this.desk = desk;
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        list.setFixedCellHeight(Theme.px(56));
        list.setFixedCellWidth(1); // as wide as its window
        list.setFocusable(false);
        list.setCellRenderer(new HitCell(desk));
        list.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseReleased(MouseEvent event) {
                int at = list.locationToIndex(event.getPoint());
                if (!event.isConsumed() && at >= 0 && list.getCellBounds(at, at).contains(event.getPoint())) {
                    picked.accept(hits.get(at));
                }
            }
        });
        setViewportView(list);
    }

    @Override
    public void hits(List<CounterAnswers.Product> found, int selected) {
        if (!List.of(hits.toArray()).equals(found)) {
            hits.clear();
            hits.addAll(found);
        }
        list.setSelectedIndex(selected);
        list.ensureIndexIsVisible(selected);
        list.applyComponentOrientation(Look.orientation(desk.language()));
    }
}
